// f32 twin of src/optimizers.ts: one step of one weight, Δ and what is remembered.

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

struct Memory {
  first: f32,
  second: f32,
}

struct Update {
  delta: f32,
  memory: Memory,
}

// β^t and 1 − β^t for Adam's two β, carried from step to step without a pow. Each is exact to a few
// ulp where it is small; biasCorrection takes the right one.
struct Bias {
  power: vec2f,
  rest: vec2f,
}

fn nextBias(bias: Bias, hyper: Hyper) -> Bias {
  let less = vec2f(hyper.beta1Rest, hyper.beta2Rest) * bias.power;
  return Bias(bias.power - less, bias.rest + less);
}

fn biasCorrection(bias: Bias) -> vec2f {
  return select(bias.rest, 1 - bias.power, bias.power < vec2f(0.5));
}

fn ratioOrStay(numerator: f32, denominator: f32) -> f32 {
  return select(0.0, numerator / max(denominator, 1e-37), denominator > 0);
}

fn step(gradient: f32, rate: f32, memory: Memory, hyper: Hyper, correction: vec2f) -> Update {
  switch optimizer {
    case MOMENTUM: {
      let b = hyper.momentum * memory.first + gradient;
      return Update(rate * b, Memory(b, 0));
    }
    case NESTEROV: {
      let b = hyper.momentum * memory.first + gradient;
      return Update(rate * (gradient + hyper.momentum * b), Memory(b, 0));
    }
    case RMSPROP: {
      let v = memory.second + hyper.decayRest * (gradient * gradient - memory.second);
      return Update(ratioOrStay(rate * gradient, sqrt(v) + hyper.epsilon), Memory(0, v));
    }
    case ADAM: {
      let m = memory.first + hyper.beta1Rest * (gradient - memory.first);
      let v = memory.second + hyper.beta2Rest * (gradient * gradient - memory.second);
      let denominator = sqrt(v / correction.y) + hyper.epsilon;
      return Update(ratioOrStay(rate * m / correction.x, denominator), Memory(m, v));
    }
    default: {
      return Update(rate * gradient, Memory(0, 0));
    }
  }
}
