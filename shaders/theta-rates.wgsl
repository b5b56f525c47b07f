// f32 twin of ratesOf in src/optimizers.ts: the learning rates of the runs of theta.wgsl, one for each weight.

alias Rates = array<f32, SIZE>;

fn ratesOf() -> Rates {
  var rates: Rates;
  for (var p = 0u; p < SIZE; p++) {
    rates[p] = problem.theta[2 * p + 1].x;
  }
  return rates;
}

fn ratesWith(given: Rates, q: u32, value: f32) -> Rates {
  var rates = given;
  for (var p = 0u; p < SIZE; p++) {
    let trained = problem.theta[2 * p + 1].y > 0;
    let isIts = q == 2 || q == 8 + p || q == 8 + SIZE + u32(problem.theta[2 * p + 1].z);
    rates[p] = select(given[p], value, trained && isIts);
  }
  return rates;
}
