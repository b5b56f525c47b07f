// Formulas: text to tree, tree to instructions, instructions to numbers (f64), WGSL and MathML.
export { type Built, build } from './build.ts';
export { differentiate } from './derivative.ts';
export { type Evaluator, evaluatorOf } from './evaluate.ts';
export { toMathML } from './mathml.ts';
export { FormulaError, FUNCTIONS } from './names.ts';
export { isDefined, LARGEST } from './operations.ts';
export { type Formula, parseFormula, type Tree } from './parse.ts';
export { formulaWgsl, type Source } from './wgsl.ts';
