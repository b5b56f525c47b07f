// f32 twin of src/optimizers.ts: one step of the weights, Δ and what is remembered.

const GD = 0u;
const MOMENTUM = 1u;
const NESTEROV = 2u;
const RMSPROP = 3u;
const ADAM = 4u;

override optimizer: u32 = GD;

struct Hyper {
  momentum: f32,
  epsilon: f32,
  // 1 − decay, 1 − β1, 1 − β2: computed in f64 on the CPU, since 1 − 0.999 in f32 is off by 1e-5.
  decayRest: f32,
  beta1Rest: f32,
  beta2Rest: f32,
}

// ε is at least this, so that without a gradient the step is 0/ε, not 0/0: the weight stays. Squares
// of gradients below 1e-18 are 0 in f32.
const LEAST_EPSILON = 1e-18;

// The hyper-parameters as `updateOf` wants them.
fn prepared(given: Hyper) -> Hyper {
  var hyper = given;
  hyper.epsilon = max(given.epsilon, LEAST_EPSILON);
  return hyper;
}

// β^t and 1 − β^t of Adam's two β, carried from step to step without a pow.
struct Powers {
  power: vec2f,
  rest: vec2f,
}

fn nextPowers(p: Powers, hyper: Hyper) -> Powers {
  let less = vec2f(hyper.beta1Rest, hyper.beta2Rest) * p.power;
  return Powers(p.power - less, p.rest + less);
}

// Each of β^t and 1 − β^t is exact to a few ulp where it is small: the other follows from it. To be
// called every few steps, within which the error of an addition cannot gather.
fn refreshedRest(p: Powers) -> vec2f {
  return select(p.rest, 1 - p.power, p.power < vec2f(0.5));
}

// What Adam's step takes of them: 1 − β1^t and √(1 − β2^t).
struct Bias {
  rest: f32,
  root: f32,
}

fn biasOf(p: Powers) -> Bias {
  return Bias(p.rest.x, sqrt(p.rest.y));
}

override remembersFirst = optimizer == MOMENTUM || optimizer == NESTEROV || optimizer == ADAM;
override remembersSecond = optimizer == RMSPROP || optimizer == ADAM;

// One step of a part of the weights (a kernel's Part: one weight, or a vector of them): Δ, to be subtracted
// from them, and what is remembered.
struct Update {
  delta: Part,
  first: Part,
  second: Part,
}

fn updateOf(gradient: Part, rate: Part, first: Part, second: Part, bias: Bias, hyper: Hyper) -> Update {
  switch optimizer {
    case MOMENTUM: {
      let b = hyper.momentum * first + gradient;
      return Update(rate * b, b, second);
    }
    case NESTEROV: {
      let b = hyper.momentum * first + gradient;
      return Update(rate * (gradient + hyper.momentum * b), b, second);
    }
    case RMSPROP: {
      let v = second + hyper.decayRest * (gradient * gradient - second);
      return Update(rate * gradient / (sqrt(v) + hyper.epsilon), first, v);
    }
    case ADAM: {
      let m = first + hyper.beta1Rest * (gradient - first);
      let v = second + hyper.beta2Rest * (gradient * gradient - second);
      // η·(m/rest1)/(√(v/rest2) + ε) with √rest2 taken out: one root and one division for each weight.
      return Update(rate * bias.root * m / (bias.rest * (sqrt(v) + hyper.epsilon * bias.root)), m, v);
    }
    default: {
      return Update(select(rate * gradient, gradient, RATE_IN_SLOPE), first, second);
    }
  }
}
