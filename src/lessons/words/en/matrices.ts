// Lesson 2, back-propagation in matrices.
export default {
  'matrices.lesson': 'Back-propagation in matrices',
  'matrices.control.gd': 'Learning rate',
  'matrices.network': 'The same network, with all nine parameters trained.',

  'matrices.passes.title': 'Both passes, with the arrays filled in',
  'matrices.intro':
    'Now all nine parameters are trained, and all four samples go through at once: they are the columns of X. The exercise starts where PyTorch does with its seed; these are your numbers:',
  'matrices.forward':
    'Forward, each layer is a product of matrices, a bias added to every column, and a sigmoid.',
  'matrices.ask.sum': 'What is the weighted sum of hidden unit 1 for (1, 1), top right in G₁?',
  'matrices.hint.sum': 'The first row of W₁ times the last column of X, plus the bias of unit 1.',
  'matrices.loss':
    'The loss, again the mean cross-entropy, is {loss:7} at the start. Answering 0.5 to everything would cost ln 2 = {ln2}.',
  'matrices.backward':
    'Backward, start at the output. As before, cross-entropy and sigmoid together leave just the difference, divided by the number of samples:',
  'matrices.ask.delta2': 'What is δ₂ for (0, 1), the second entry?',
  'matrices.hint.delta2': '[[y]] − [[t]], divided by 4. The target is {t.01}.',
  'matrices.ask.w2': 'The gradient in W₂ is δ₂ times S₁ transposed. What is its first entry?',
  'matrices.hint.w2': 'Multiply δ₂ with the first row of S₁, entry by entry, and add up.',
  'matrices.hidden':
    'To the hidden layer the error goes back through the same weights, and then through the slope of the sigmoid, entry by entry:',
  'matrices.ask.w1':
    'The gradient in W₁ is δ₁ times X transposed. What is its entry for unit 1 and input 1?',
  'matrices.hint.w1':
    'Only the samples with [[x1]] = 1 count: add the last two entries in the first row of δ₁.',
  'matrices.shapes':
    'Check the shapes: every gradient has the shape of its parameter. If yours does not, something is not transposed.',

  'matrices.training.title': 'Training, through a plateau',
  'matrices.training.intro':
    'Gradient descent from that start with [[eta]] = {eta}, 10,000 steps. The map shows a random plane through the start, and the paths as they lie in it.',
  'matrices.training.losses': 'Loss by step',
  'matrices.training.step': 'step',
  'matrices.training.plateau':
    'With the exercise’s values the loss soon stands at ln 2 = {ln2}: the network answers one half to everything, and for thousands of steps nothing seems to happen. But it is no minimum. The hidden units part slowly, and the slope with them.',
  'matrices.training.fall':
    'Steepest is the fall near step {fallAt}. Whoever had stopped on the plateau would have seen nothing of it.',
  'matrices.training.outputs': 'The four outputs after 10,000 steps',
  'matrices.training.output': 'output',
  'matrices.training.cpu': 'CPU, f64',
  'matrices.training.gpu': 'GPU, f32',
  'matrices.training.apart': 'relative difference',
  'matrices.training.noGpu':
    'The CPU has just made the whole run in double precision (f64). The page uses no GPU here, so that the columns of single precision (f32) stay empty.',
  'matrices.training.onGpu':
    'Both engines of this page have just made the whole run: the CPU in double precision (f64), the GPU in single precision (f32), which has about seven digits. Every step adds its rounding: where the loss falls steeply, the two part most.',
  'matrices.training.precision':
    'For comparison: PyTorch, in f32, is published with 0.7434073 at step 0 and 0.0012345 at step 10000.',

  'matrices.slip.noBias': 'The bias of unit 1 is missing.',
  'matrices.slip.transposed':
    'That is with the first column of W₁. A row belongs to a unit: take the first row.',
  'matrices.slip.oneInput': 'Both inputs are 1 here: both weights of the row count.',
  'matrices.slip.alreadySigma': 'That is the output of the unit. G₁ is before the sigmoid.',
  'matrices.slip.noQuarter': 'The mean over four samples is missing: divide by 4.',
  'matrices.slip.sign': 'The size is right. It is [[y]] − [[t]], not the other way round.',
  'matrices.slip.squaredError':
    'With cross-entropy the slope of the output’s sigmoid cancels: no factor [[y]](1 − [[y]]).',
  'matrices.slip.column': 'That is the sample (0, 0). The order is (0, 0), (0, 1), (1, 0), (1, 1).',
  'matrices.slip.noS1': 'That is the gradient in the bias. For the weight multiply by S₁ first.',
  'matrices.slip.otherUnit': 'That is the entry of hidden unit 2.',
  'matrices.slip.noSlope': 'The slope of the hidden sigmoid, S₁(1 − S₁), is missing.',
  'matrices.slip.noW2': 'The weight from the hidden unit to the output is missing.',
  'matrices.slip.noX':
    'That is the gradient in the bias: for the weight only samples with [[x1]] = 1 count.',
  'matrices.slip.otherInput': 'That is the entry of input 2.',

  'matrices.deep.lesson': 'A deep network on XOR',
  'matrices.deep.title': 'More layers, the same plateau',
  'matrices.deep.intro':
    'The same four samples and the same training, with [[eta]] = {eta}, but three hidden layers of ten units: 2-10-10-10-1. Back-propagation is the same too, one more product for each layer.',
  'matrices.deep.ask': 'How many parameters does this network have?',
  'matrices.deep.hint':
    'For each layer of weights: units times inputs, plus one bias for each unit.',
  'matrices.deep.precision':
    'With {parameters} parameters and a plateau this long the rounding of f32 has more to work on. PyTorch, in f32, is published with 0.6948984 at step 0 and 0.0001566 at step 10000.',
  'matrices.deep.fall':
    'With the exercise’s values it waits at ln 2 = {ln2} as well, though it has many more ways to go: all its sigmoids answer one half at first. Steepest is the fall near step {fallAt}; in the end the loss is {loss.10000:4}.',
  'matrices.slip.noBiases': 'Those are the weights alone. Each unit has a bias too.',
  'matrices.slip.inputBiases': 'The inputs are no units that compute: they have no biases.',
  'matrices.slip.units': 'Those are the units. Parameters are weights and biases.',
} as const;
