export interface ParameterInfo {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly description: string;
}

/** A loss over two free parameters (x, y), with its gradient: what every engine and view needs. */
export interface Problem {
  readonly id: string;
  readonly name: string;
  /** Names of the two free parameters, x first. */
  readonly axes: readonly [x: string, y: string];
  readonly defaultWindow: { x: [number, number]; y: [number, number] };
  /** The fixed parameters by name: default, range (inclusive) and meaning. */
  readonly parameters: Readonly<Record<string, ParameterInfo>>;
  /** What `outputs` returns, one entry per sample: inputs as shown to the user, and the target. */
  readonly samples: readonly { readonly label: string; readonly target: number }[];
  /** Binds the fixed parameters (missing ones take their defaults). The result is pure. */
  bind(parameters?: Readonly<Record<string, number>>): BoundProblem;
}

/** A problem with its fixed parameters filled in: f64 throughout, the reference for the GPU. */
export interface BoundProblem {
  /** The loss at (x, y). */
  loss(x: number, y: number): number;
  /**
   * Writes [∂L/∂x, ∂L/∂y] at (x, y) into `out`, which must hold 2 numbers. Returns the likelihood
   * there, which costs next to nothing beside the gradient: see `likelihoodAt`.
   */
  gradient(x: number, y: number, out: Float64Array): number;
  /** The loss is ≤ τ exactly where the likelihood that `gradient` returns is ≥ likelihoodAt(τ). */
  likelihoodAt(loss: number): number;
  /** The network's output for each sample, in the order of `Problem.samples`. */
  outputs(x: number, y: number): number[];
}

/** All fixed parameters of a problem: the defaults, overridden by those given. */
export function withDefaults<Name extends string>(
  infos: Readonly<Record<Name, ParameterInfo>>,
  given: Readonly<Record<string, number>> = {},
): Record<Name, number> {
  const names = Object.keys(infos) as Name[];
  return Object.fromEntries(
    names.map((name) => [name, given[name] ?? infos[name].default]),
  ) as Record<Name, number>;
}
