/** MathML of every formula by name, made by scripts/mathml.mjs. */
declare module '*.tex' {
  const formulas: Readonly<Record<string, string>>;
  export default formulas;
}
