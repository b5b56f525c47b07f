// f32 twin of src/optimizers.ts: one step of both weights, Δ and what is remembered.

const GD = 0u;
const MOMENTUM = 1u;
const NESTEROV = 2u;
const RMSPROP = 3u;
const ADAM = 4u;

override optimizer: u32 = GD;

struct Hyper {
  rate: vec2f,
  momentum: f32,
  epsilon: f32,
  // 1 − decay, 1 − β1, 1 − β2: computed in f64 on the CPU, since 1 − 0.999 in f32 is off by 1e-5.
  decayRest: f32,
  beta1Rest: f32,
  beta2Rest: f32,
}

// A run, of both weights: where it is (see Position); the first and second memory of the optimizer; and
// for Adam's two β, β^t and 1 − β^t, carried from step to step without a pow. A block of plain steps
// (shaders/plain.wgsl) has one place more: how far it moved. An array, not a struct: indexed by a variable
// somewhere (resume and keep in shaders/sweep.wgsl), it stays in memory on the software adapter, and the
// exponentials get the registers, which is what Adam's step waits for there; compilers that unroll those
// loops keep it in registers.
const HI = 0u;
const LO = 1u;
const FIRST = 2u;
const SECOND = 3u;
const POWER = 4u;
const REST = 5u;
// What is kept between slices.
const KEPT = 6u;
const MOVED = 6u;
alias Run = array<vec2f, 7>;

// ε is at least this, so that without a gradient the step is 0/ε, not 0/0: the weight stays. Squares
// of gradients below 1e-18 are 0 in f32.
const LEAST_EPSILON = 1e-18;

// Each of β^t and 1 − β^t is exact to a few ulp where it is small: the other follows from it. To be
// called every few steps, within which the error of an addition cannot gather.
fn refreshBias(run: ptr<function, Run>) {
  if optimizer == ADAM {
    let power = (*run)[POWER];
    (*run)[REST] = select((*run)[REST], 1 - power, power < vec2f(0.5));
  }
}

// The step Δ to be subtracted from the weights. For gd the gradient comes multiplied by the rate.
fn step(gradient: vec2f, hyper: Hyper, run: ptr<function, Run>) -> vec2f {
  switch optimizer {
    case MOMENTUM: {
      let b = hyper.momentum * (*run)[FIRST] + gradient;
      (*run)[FIRST] = b;
      return hyper.rate * b;
    }
    case NESTEROV: {
      let b = hyper.momentum * (*run)[FIRST] + gradient;
      (*run)[FIRST] = b;
      return hyper.rate * (gradient + hyper.momentum * b);
    }
    case RMSPROP: {
      let v = (*run)[SECOND] + hyper.decayRest * (gradient * gradient - (*run)[SECOND]);
      (*run)[SECOND] = v;
      return hyper.rate * gradient / (sqrt(v) + hyper.epsilon);
    }
    case ADAM: {
      let betaRest = vec2f(hyper.beta1Rest, hyper.beta2Rest);
      let less = betaRest * (*run)[POWER];
      let rest = (*run)[REST] + less;
      (*run)[POWER] -= less;
      (*run)[REST] = rest;
      let m = (*run)[FIRST] + betaRest.x * (gradient - (*run)[FIRST]);
      let v = (*run)[SECOND] + betaRest.y * (gradient * gradient - (*run)[SECOND]);
      (*run)[FIRST] = m;
      (*run)[SECOND] = v;
      // η·(m/rest1)/(√(v/rest2) + ε) with √rest2 taken out: one root and one division for each weight.
      let root = sqrt(rest.y);
      return hyper.rate * root * m / (rest.x * (sqrt(v) + hyper.epsilon * root));
    }
    default: {
      return gradient;
    }
  }
}
