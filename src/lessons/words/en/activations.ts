// Lesson 4, activations and their slopes.
export default {
  'activations.lesson': 'Activations and their slopes',
  'activations.identity': 'identity',
  'activations.step': 'step',
  'activations.sigmoid': 'sigmoid',
  'activations.tanh': 'tanh',
  'activations.relu': 'ReLU',
  'activations.leaky-relu': 'leaky ReLU',
  'activations.network': 'One weight, one bias, and an activation f',

  'activations.slopes.title': 'Six activations, and how steep they are',
  'activations.intro':
    'What a unit does with its sum [[unitSum]] is its activation f. Training needs more than its value: it needs its slope. Your sum is now {W1.1.1} · {x} + {b1.1}, that is, [[unitSum]] = {z}.',
  'activations.curves': 'Six activations with their slopes; the dots are at your z',
  'activations.value': 'f(z)',
  'activations.slope': 'f′(z), the slope',
  'activations.valueHere': 'value at your z',
  'activations.slopeHere': 'slope at your z',
  'activations.move':
    'Choose another [[unitSum]]: drag the white ring on the map, or open “Change the weights”. The dots follow.',
  'activations.ask.sigmoid': 'What is the slope of the sigmoid at your [[unitSum]] = {z}?',
  'activations.hint.sigmoid': 'σ′ = σ(1 − σ), and σ at your [[unitSum]] is {sigmoid.f}.',
  'activations.because.sigmoid': 'It is the same at −[[unitSum]]: σ′ is even.',
  'activations.ask.tanh': 'And that of tanh?',
  'activations.hint.tanh': 'tanh′ = 1 − tanh², and tanh at your [[unitSum]] is {tanh.f}.',
  'activations.table': 'Values and slopes at your z',
  'activations.name': 'activation',
  'activations.valueAtZ': 'value',
  'activations.slopeAtZ': 'slope',
  'activations.chain':
    'Where does the slope come in? Let the unit learn one example, [[x]] = {x} with target [[t]] = {t}, by half the squared error. The chain rule puts the slope in the middle of everything; here is that of the unit on the map:',
  'activations.ask.dw': 'What is the slope of the loss in w?',
  'activations.hint.dw': 'Three factors: {o:5} − {t}, the slope that you have just found, and {x}.',
  'activations.because.dw':
    'A step of gradient descent with [[eta]] = {eta} takes w to {after.w:5}.',
  'activations.map':
    'The map shows this loss over w and the bias, which are called W1.1.1 and b1.1 there. It falls towards a groove and is flat far out: those are the flat ends of the sigmoid. The arrows are as long as the slope is steep.',

  'activations.flat.title': 'A slope of zero teaches nothing',
  'activations.flat.intro':
    'The same unit, the same example, but the step function as the activation: 1 from [[unitSum]] = 0 on, 0 before. Its loss has two levels, and the right one is lower. Anyone who looks at the map sees which way to go.',
  'activations.choose': 'Activation of the unit',
  'activations.ask.step':
    'Gradient descent does not look at the map. With the activation chosen here and [[eta]] = {eta}: where is w after one step from {W1.1.1}?',
  'activations.hint.step':
    'The slope f′ at [[unitSum]] = {z} is {slope}, and it is a factor of the gradient.',
  'activations.because.step':
    'With the step function every slope is 0, so that no weight ever moves. (At the jump itself there is no slope at all.) This is why networks have smooth activations.',
  'activations.flat.kinds':
    'Now choose the others, and watch the run on the map. ReLU is flat where [[unitSum]] is below 0: a unit there is dead for this example. Leaky ReLU leaves it a slope of 0.01, by which it creeps back. The sigmoid and tanh are flat far out only.',
  'activations.flat.sigmoid':
    'But the sigmoid has a price too: even where it is steepest, it is not steep.',
  'activations.ask.most': 'What is the largest slope that the sigmoid has anywhere?',
  'activations.hint.most': 'It is steepest at [[unitSum]] = 0. What are σ(0) and 1 − σ(0)?',
  'activations.because.most':
    'The slope of tanh goes up to {tanhMost}, that of ReLU is 1 wherever it is on.',
  'activations.ask.through':
    'A gradient goes back through {layers} sigmoids, and each multiplies it by its slope. What is the largest factor that all of them together can leave?',
  'activations.hint.through':
    'One factor for each of them, each at most the one that you have just found.',
  'activations.because.through':
    'And that is the best case. So a deep network of sigmoids learns slowly at its input: its gradient vanishes.',
  'activations.flat.end':
    'This is the reason why ReLU and its relatives are used in deep networks: along the units that are on, the factor is 1.',

  'activations.slip.value': 'That is the value of the function there, not its slope.',
  'activations.slip.oneFactor': 'That is 1 − σ. Multiply it by σ.',
  'activations.slip.ofZ': 'It is σ(1 − σ) of the output σ, not of [[unitSum]] itself.',
  'activations.slip.most': 'That is its slope at 0, where it is steepest. Here it is less.',
  'activations.slip.square': 'That is σ². It is σ − σ².',
  'activations.slip.noSquare': 'Square tanh first: 1 − tanh².',
  'activations.slip.sigmasFormula': 'That is the sigmoid’s formula. For tanh it is 1 − tanh².',
  'activations.slip.sigmasSlope': 'That is the slope of the sigmoid.',
  'activations.slip.noSlope': 'The slope f′ of the activation is missing.',
  'activations.slip.noResidual':
    'That is f′ alone. It is multiplied by the difference [[residual]].',
  'activations.slip.lossForResidual':
    'That is with the loss. Its derivative is the difference [[residual]].',
  'activations.slip.zForX': 'The last factor is the input [[x]], not [[unitSum]].',
  'activations.slip.valueAtZero': 'That is σ(0). Its slope there is σ(0)(1 − σ(0)).',
  'activations.slip.tanhMost': 'That is the largest slope of tanh.',
  'activations.slip.added': 'The factors are multiplied, not added.',
  'activations.slip.divided': 'Not divided by their number: each is a factor of its own.',
  'activations.slip.halves': 'That is with σ(0). Take the slope there.',
} as const;
