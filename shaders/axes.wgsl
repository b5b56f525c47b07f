// f32 twin of apply in src/cpu/sweep.ts: what an axis makes of a run.

// A run before its first step: where on the plane it starts, and with which hyper-parameters.
struct Settings {
  start: PlanePoint,
  hyper: Hyper,
  rates: Rates,
}

// `q` is a code of src/gpu/uniforms.ts (quantityCode); `value` is (hi, lo) of a coordinate and (value,
// 1 − value) of any other. Not a switch, of which the software adapter does every case, and a choice per field
// after it.
fn applied(settings: Settings, q: u32, value: vec2f) -> Settings {
  var s = settings;
  s.start.x = select(s.start.x, value, q == 0);
  s.start.y = select(s.start.y, value, q == 1);
  s.hyper.momentum = select(s.hyper.momentum, value.x, q == 3);
  s.hyper.decayRest = select(s.hyper.decayRest, value.y, q == 4);
  s.hyper.beta1Rest = select(s.hyper.beta1Rest, value.y, q == 5);
  s.hyper.beta2Rest = select(s.hyper.beta2Rest, value.y, q == 6);
  s.hyper.epsilon = select(s.hyper.epsilon, value.x, q == 7);
  // 2 is the learning rate of every parameter, 8 + i that of the i-th.
  s.rates = ratesWith(s.rates, q, value.x);
  return s;
}
