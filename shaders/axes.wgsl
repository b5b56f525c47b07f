// f32 twin of settingsOf in src/cpu/sweep.ts: what an axis makes of a run.

struct Settings {
  start: Position,
  hyper: Hyper,
}

// `quantity` is an index into QUANTITIES (src/engine.ts); `value` is (hi, lo) of a coordinate and
// (value, 1 − value) of any other.
fn applied(settings: Settings, quantity: u32, value: vec2f) -> Settings {
  var s = settings;
  switch quantity {
    case 0: { s.start.hi.x = value.x; s.start.lo.x = value.y; }
    case 1: { s.start.hi.y = value.x; s.start.lo.y = value.y; }
    case 2: { s.hyper.rate = value.xx; }
    case 3: { s.hyper.rate.x = value.x; }
    case 4: { s.hyper.rate.y = value.x; }
    case 5: { s.hyper.momentum = value.x; }
    case 6: { s.hyper.decayRest = value.y; }
    case 7: { s.hyper.beta1Rest = value.y; }
    case 8: { s.hyper.beta2Rest = value.y; }
    case 9: { s.hyper.epsilon = value.x; }
    default: {}
  }
  return s;
}
