// Lesson 1, the homework. What holds for the sheet's own values alone says so: a student may have changed them.
import slips from './homework-slips.ts';

export default {
  ...slips,
  'homework.title': 'The homework: XOR with two free weights',
  'homework.network.caption': 'The network with its weights; the two that are trained stand out.',
  'homework.control.gd': 'Learning rate of gradient descent',
  'homework.control.adam': 'Learning rate of Adam',
  'homework.control.steps': 'Epochs',

  'homework.forward.title': '1. Forward pass and loss',
  'homework.forward.intro':
    'Seven of the nine parameters are fixed. Two are to be trained, and they start at [[w21]] = {w21} and [[w12]] = {w12}. Before any training, put the four samples through the network as it is.',
  'homework.forward.indices':
    'Mind the order of the indices: [[w21]] goes to hidden unit 2 from input 1, and [[w12]] goes to hidden unit 1 from input 2. With your numbers the network says:',
  'homework.forward.ask.output':
    'Predict, then see: what is the output [[y10]] for the inputs (1, 0)?',
  'homework.forward.hint.output':
    'Go from left to right: the weighted sums of both hidden units, their sigmoids, then the weighted sum of the output and its sigmoid. Round nothing on the way.',
  'homework.forward.because.output':
    'The target is {t.10}, so this sample alone costs {l.10} nats.',
  'homework.forward.rows':
    'The other samples go the same way, row by row. [[lSample]] is what a sample costs: −ln [[y]] where the target is 1, and −ln(1 − [[y]]) where it is 0.',
  'homework.forward.table': 'The four samples before training',
  'homework.forward.loss':
    'The loss is the mean of the four costs, with natural logarithms (nats):',
  'homework.forward.ask.loss': 'What is the loss before training?',
  'homework.forward.hint.loss':
    'Of each sample, take the probability that the network gives to the right answer: [[y]] or 1 − [[y]]. Four logarithms; add them, divide by 4, turn the sign.',
  'homework.forward.because.loss':
    'For comparison: answering 0.5 to everything costs ln 2 = {ln2}.',
  'homework.forward.map':
    'On the map this is the height at ({w21}, {w12}), where the runs start. Move the start or change a weight: every number here follows.',

  'homework.gradient.title': '2. The gradient, by the chain rule',
  'homework.gradient.intro':
    'How does the loss change when one weight changes a little? The chain rule goes back from [[L]] through [[y]] and [[h2]] to the weight, one factor for each link. For [[w21]]:',
  'homework.gradient.factors':
    'Each factor is simple, and in the product of the first two the denominator goes away:',
  'homework.gradient.shares':
    'One row for each sample. The last factor is the input itself: where [[x1]] is 0 the weight has no say, and the sample drops out.',
  'homework.gradient.table21': 'What each sample adds to the gradient in the weight to unit 2',
  'homework.gradient.closed21':
    'Two samples are left. Added up they are the formula of your sheet, here with your own numbers:',
  'homework.gradient.ask.g21': 'Your turn: what is [[dw21]]?',
  'homework.gradient.hint.g21':
    'You need [[sigmaPrime]]({z2.10}) = {s2.10} and [[sigmaPrime]]({z2.11}) = {s2.11}, the outputs of the first part, and every digit your calculator has.',
  'homework.gradient.because.g21':
    'Together the two terms are {times21:3} times as large as what is left of them.',
  'homework.gradient.decimals':
    'Why are three decimals not enough? With the sheet’s values the two terms have opposite signs and almost the same size. Round each, and nothing of the answer survives:',
  'homework.gradient.rounded': 'The two terms, exact and rounded to three decimals',
  'homework.gradient.term': 'term',
  'homework.gradient.exact': 'exact',
  'homework.gradient.three': 'three decimals',
  'homework.gradient.term10': 'sample (1, 0)',
  'homework.gradient.term11': 'sample (1, 1)',
  'homework.gradient.sum': 'sum',
  'homework.gradient.result': 'gradient',
  'homework.gradient.cancelled':
    'With the sheet’s values both slopes are the same, because σ′ is even. So the gradient comes down to how far [[y10]] + [[y11]] is from 1. (With other values the two slopes part, and this short form is no longer the gradient.)',
  'homework.gradient.closed12':
    'For [[w12]] go through [[h1]] instead. Now the samples with [[x2]] = 1 are left, and the factor is [[v1]]/4, with its sign.',
  'homework.gradient.table12': 'What each sample adds to the gradient in the weight to unit 1',
  'homework.gradient.ask.g12': 'And what is [[dw12]]?',
  'homework.gradient.hint.g12':
    'You need [[sigmaPrime]]({z1.01}) = {s1.01} and [[sigmaPrime]]({z1.11}) = {s1.11}. The arguments differ by the weight from input 1.',
  'homework.gradient.because.g12':
    'The sample (0, 1) adds {c12.01:3} and the sample (1, 1) adds {c12.11:3}.',
  'homework.gradient.map':
    'The arrows on the map point downhill, against the gradient. At the start it is ({g21:4}, {g12:4}): see which of the two weights the arrow follows.',

  'homework.step.table': 'Before and after the step',
  'homework.step.sample': 'output',
  'homework.step.before': 'before',
  'homework.step.after': 'after',
  'homework.step.target': 'target',
  'homework.step.none': '–',

  'homework.gd.title': '3. One step of gradient descent',
  'homework.gd.intro':
    'Gradient descent goes against the gradient: it subtracts [[eta]] = {eta} times the gradient, from both weights at once.',
  'homework.gd.ask.w12': 'Where does [[w12]] go?',
  'homework.gd.hint.w12':
    'Subtract [[eta]] times [[dw12]]. Which way does the weight move when the gradient is negative?',
  'homework.gd.because.w12':
    'It moves by {step12:4}; the other weight, with its small gradient, by {step21:3}.',
  'homework.gd.again':
    'Now put the four samples through the network with both new weights. Only the hidden units have changed:',
  'homework.gd.ask.loss': 'What is the loss now?',
  'homework.gd.hint.loss':
    'Only [[h1]] where [[x2]] = 1 and [[h2]] where [[x1]] = 1 are new. [[y00]] stays as it was.',
  'homework.gd.because.loss': 'Before the step it was {loss}.',
  'homework.gd.meaning':
    'Compare the rows: [[y11]] goes from {y.11:4} to {after.y.11:4}, where {t.11} is wanted, and [[y10]] from {y.10} to {after.y.10}, where {t.10} is wanted. [[y00]] cannot move: for the inputs (0, 0) neither weight counts.',
  'homework.gd.large':
    'Is a learning rate of 100 not wild? Here the slopes are that small: a sigmoid is nearly flat far from 0. Move the slider to 50 and to 200 and watch where the step ends; the fifth part shows what comes of it.',

  'homework.adam.title': '4. One step of Adam',
  'homework.adam.intro':
    'Adam keeps two running means for each weight: [[m]] of its gradients [[g]] and [[v]] of their squares. Both begin at 0 and so are too small at first; dividing by 1 − β to the power of t puts that right.',
  'homework.adam.ask.m12': 'At the first step, what is [[m]] of [[w12]]?',
  'homework.adam.hint.m12': 'The old [[m]] is 0, so only (1 − [[beta1]]) [[g]] is left.',
  'homework.adam.ask.v12': 'And what is [[v]] of [[w12]]?',
  'homework.adam.hint.v12': 'The gradient squared, times 1 − {beta2}.',
  'homework.adam.ask.d12': 'So what is [[delta]], which is subtracted from [[w12]]?',
  'homework.adam.hint.d12':
    'First divide [[m]] and [[v]] by what they were multiplied with; then the root of [[vHat]], not of [[v]].',
  'homework.adam.because.d12': 'The learning rate was {eta}: look at the next table.',
  'homework.adam.table': 'The first step of both weights',
  'homework.adam.weight': 'weight',
  'homework.adam.sign':
    'Look at [[delta]]: both weights move by the learning rate, although one gradient is {ratio:4} times as large as the other. At the first step [[mHat]] is the gradient itself and [[vHat]] its square, so that all that is left of the quotient is a sign:',
  'homework.adam.epsilon':
    'With [[epsilon]] = 0, as on the sheet, this is exact. Programs take 10⁻⁸ so that nothing is divided by 0. Then the step is a little shorter than [[eta]], most of all where the gradient is small.',
  'homework.adam.ask.loss': 'What is the loss after this step?',
  'homework.adam.hint.loss':
    'The weights are now {after.w21} and {after.w12}. The change is small: give at least five digits.',
  'homework.adam.meaning':
    'The loss goes from {loss:8} to {after.loss:8}: a small step, but as long in [[w21]] as in [[w12]]. Gradient descent, in the same place, hardly moves [[w21]] at all.',

  'homework.epochs.title': '5. Many epochs',
  'homework.epochs.intro':
    'Now both go on for {steps} epochs, from the same start. Every step takes all four samples, so that an epoch is one step. The sliders change learning rates and epochs; the map shows the paths, the curve the loss.',
  'homework.epochs.runs': 'After {steps} epochs',
  'homework.epochs.optimizer': 'optimizer',
  'homework.epochs.gd': 'gradient descent',
  'homework.epochs.adam': 'Adam',
  'homework.epochs.solvedAt': 'steps to a loss of {threshold}',
  'homework.epochs.curve':
    'In the loss curve look for flat stretches and sudden falls. Flat does not mean finished: compare the loss there with that of a plateau.',
  'homework.epochs.plateau':
    'Far out the hidden units are saturated: every σ′ is practically 0, and nothing drives a run on. Each corner of the map is a plateau, at one of these losses:',
  'homework.epochs.plateaus': 'Losses far out',
  'homework.epochs.limit': 'limit',
  'homework.epochs.valley':
    'Then follow [[w21]] to the right. The lowest place there is at [[w12]] = {valley.w12:7}, with a loss of {valley.loss}. With the sheet’s values that is the solution: a valley that falls for ever and has no lowest point.',
  'homework.epochs.ask.half':
    'Take [[eta]] = {eta.50} instead of {eta.100}: where is [[w12]] after one step?',
  'homework.epochs.hint.half': 'The gradient at the start is the same as before.',
  'homework.epochs.because.half': 'And the step after that goes to {at50.2.w12:5}.',
  'homework.epochs.fates':
    'The weight w12 after the first three steps of gradient descent, and the loss after 1000',
  'homework.epochs.first': 'step 1',
  'homework.epochs.second': 'step 2',
  'homework.epochs.third': 'step 3',
  'homework.epochs.end': 'loss',
  'homework.epochs.why':
    'With the sheet’s values, [[eta]] = 50 stops half-way up, at {at50.1.w12:4}, where it is steepest: the second step is far too long and ends on a plateau, at {at50.2.w12:4}. [[eta]] = 100 leaps over the steep part and lands at {at100.1.w12:4}, near the floor of the valley. [[eta]] = 200 overshoots it, to {at200.1.w12:4}, and is thrown back. A smaller rate is not simply safer.',
  'homework.epochs.adamPath':
    'Adam takes another way. Its step does not grow with the gradient, so it sets out diagonally, by [[eta]] in both weights, while gradient descent first follows [[w12]] alone. On a steep slope it makes no leap, and on a plateau it does not stop at once.',
  'homework.epochs.try1':
    'Set gradient descent to [[eta]] = 1. It needs {at1.solvedAt} steps, and gets there.',
  'homework.epochs.try2': 'Set Adam to [[eta]] = 1 and look at how it swings across the valley.',
  'homework.epochs.try3':
    'Change one of the fixed weights and go back through the steps: formulas, numbers and picture change together.',
} as const;
