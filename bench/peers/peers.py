"""The same work in numpy and, where it is installed, PyTorch. Prints one JSON line per peer."""
import json, sys, time
import numpy as np

SIDE, STEPS = 256, 200
rounds = int(sys.argv[1])
w11, w22, b1, b2, v1, v2, c = 7.0, 10.0, -11.0, -5.0, -13.0, 12.0, -6.0
sigma = lambda z: 1 / (1 + np.exp(-z))
SX, SY = float(np.exp(w22 / 2)), float(np.exp(w11 / 2))
B10, B01 = float(v1 * sigma(w11 + b1) + c), float(v2 * sigma(w22 + b2) + c)
centre = -20 + 40 * (np.arange(SIDE) + 0.5) / SIDE
X = np.tile(centre, SIDE).astype(np.float32)
Y = np.repeat(centre, SIDE).astype(np.float32)


def step(x, y, exp):
    ex, ey = exp(-(x + (b2 + w22 / 2))), exp(-(y + (b1 + w11 / 2)))
    h10, h11 = 1 / (1 + ex * SX), 1 / (1 + ex * (1 / SX))
    g01, g11 = 1 / (1 + ey * SY), 1 / (1 + ey * (1 / SY))
    r10, r01 = 1 / (1 + exp(v2 * h10 + B10)), 1 / (1 + exp(v1 * g01 + B01))
    r11 = 1 / (1 + exp(-(v2 * h11 + v1 * g11 + c)))
    gx = (v2 / 4) * (r11 * h11 * (1 - h11) - r10 * h10 * (1 - h10))
    gy = (v1 / 4) * (r11 * g11 * (1 - g11) - r01 * g01 * (1 - g01))
    return x - gx, y - gy


def numpy_run(x=X, y=Y):
    for _ in range(STEPS):
        x, y = step(x, y, np.exp)
    return x, y


REFERENCE = numpy_run(X.astype(np.float64), Y.astype(np.float64))


def measure(name, run):
    ends = run()
    apart = np.maximum(*(abs(end - exact) for end, exact in zip(ends, REFERENCE)))
    agree = float((apart < 1e-2).mean())
    ms = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        ms.append(1000 * (time.perf_counter() - began))
    print(json.dumps({"name": name, "ms": ms, "agree": agree}))


measure(f"numpy {np.__version__}", numpy_run)
try:
    import torch

    traced = torch.jit.trace(lambda x, y: step(x, y, torch.exp), (torch.tensor(X), torch.tensor(Y)))

    def torch_run():
        with torch.no_grad():
            x, y = torch.tensor(X), torch.tensor(Y)
            for _ in range(STEPS):
                x, y = traced(x, y)
            return x.numpy(), y.numpy()

    measure(f"PyTorch {torch.__version__}, TorchScript", torch_run)
except ImportError:
    pass
