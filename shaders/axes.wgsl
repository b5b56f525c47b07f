// f32 twin of settingsOf in src/cpu/sweep.ts: what an axis makes of a run.

struct Settings {
  start: Position,
  hyper: Hyper,
}

// `q` is an index into QUANTITIES (src/engine.ts); `value` is (hi, lo) of a coordinate and (value, 1 − value)
// of any other. Not a switch, of which the software adapter does every case, and a choice per field after it.
fn applied(settings: Settings, q: u32, value: vec2f) -> Settings {
  var s = settings;
  let coordinate = vec2<bool>(q == 0, q == 1);
  s.start.hi = select(s.start.hi, value.xx, coordinate);
  s.start.lo = select(s.start.lo, value.yy, coordinate);
  s.hyper.rate = select(s.hyper.rate, value.xx, vec2<bool>(q == 2 || q == 3, q == 2 || q == 4));
  s.hyper.momentum = select(s.hyper.momentum, value.x, q == 5);
  s.hyper.decayRest = select(s.hyper.decayRest, value.y, q == 6);
  s.hyper.beta1Rest = select(s.hyper.beta1Rest, value.y, q == 7);
  s.hyper.beta2Rest = select(s.hyper.beta2Rest, value.y, q == 8);
  s.hyper.epsilon = select(s.hyper.epsilon, value.x, q == 9);
  return s;
}
