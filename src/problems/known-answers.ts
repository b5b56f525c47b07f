// The homework's figures at and from (0, 0), computed with 60 digits and rounded to f64: what
// `gradscape verify` holds both engines against. tests/fixtures/known-answers.json has the same.
export const KNOWN_ANSWERS = {
  initial: {
    outputs: [0.0026782685173072853, 0.9973205713438069, 0.002121503432372251, 0.9966178812287003],
    loss: 2.9625620180336845,
    gradient: [-2.5141926639770357e-5, -0.057209503303986435],
  },
  gdStep: {
    learningRate: 100,
    point: [0.0025141926639770354, 5.720950330398644],
    outputs: [
      0.0026782685173072853, 0.9971391093644201, 0.0021219286175220378, 0.0060155155372850775,
    ],
    loss: 1.5417526031353361,
  },
  adamStep: {
    learningRate: 0.01,
    point: [0.01, 0.01],
    outputs: [0.0026782685173072853, 0.997320565512845, 0.0021232013428762507, 0.9966127761726845],
    loss: 2.961984944273156,
  },
} as const;
