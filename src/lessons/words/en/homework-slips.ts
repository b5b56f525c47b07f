// What is said to slips of the homework: what the answer looks like, and where to look, without the answer.
export default {
  'homework.slip.noSigmoid': 'That is the weighted sum of the output. The output is its sigmoid.',
  'homework.slip.noBias': 'The bias of the output, {c}, is missing.',
  'homework.slip.minusV1':
    'Look at the sign of the weight from hidden unit 1 to the output: it is {v1}.',
  'homework.slip.noHiddenSigmoid':
    'The hidden units have a sigmoid too: their weighted sums do not go on as they are.',
  'homework.slip.otherSample':
    'That is the output for (0, 1). The order is ([[x1]], [[x2]]): here [[x1]] = 1 and [[x2]] = 0.',
  'homework.slip.sum': 'That is the sum over the four samples; the loss is their mean.',
  'homework.slip.three':
    'It seems that three samples were counted. There are four, (0, 0) included.',
  'homework.slip.log10':
    'That is with logarithms to base 10. Take natural ones: ln, not log, on most calculators.',
  'homework.slip.log2': 'That is with logarithms to base 2, in bits. Take natural ones.',
  'homework.slip.lossSign':
    'Logarithms of probabilities are negative: the minus before the sum makes the loss positive.',
  'homework.slip.onlyOnes': 'Samples with target 0 count as well, with −ln(1 − [[y]]).',
  'homework.slip.onlyZeros': 'Samples with target 1 count as well, with −ln [[y]].',
  'homework.slip.squares':
    'That is the mean squared error. This loss is the cross-entropy, with logarithms.',
  'homework.slip.gradientSum':
    'The mean over four samples was left out: the gradient has 1/4 in it, too.',
  'homework.slip.swapped':
    'That belongs to the other weight. The first index says where a weight goes to, the second where it comes from.',
  'homework.slip.rounded':
    'Something was rounded to three decimals. The two terms all but cancel: keep every digit.',
  'homework.slip.residualSign':
    'The size is right, the sign is not: it is [[y]] minus [[t]], not [[t]] minus [[y]].',
  'homework.slip.sigma': 'That is with σ where σ′ belongs: σ′(z) = σ(z)(1 − σ(z)).',
  'homework.slip.noBiasInside':
    'σ′ is taken at the weighted sum of the hidden unit, and the bias {b2} is part of it.',
  'homework.slip.noTarget': 'In one of the samples the target is 1: subtract it from the output.',
  'homework.slip.noV':
    'One link of the chain is missing: the weight from the hidden unit to the output.',
  'homework.slip.otherV':
    'That is with the output weight of the other hidden unit. Follow the weight’s own path to the output.',
  'homework.slip.minus13':
    'The size is right, the sign is not: the output weight of hidden unit 1 is {v1}, and its sign goes with it.',
  'homework.slip.arguments':
    'The two arguments of σ′ are exchanged: {z1.01} belongs to (0, 1), {z1.11} to (1, 1).',
  'homework.slip.noW11':
    'For (1, 1) input 1 counts as well: the weight {w11} belongs into the argument of σ′.',
  'homework.slip.updateSign': 'The step goes against the gradient: subtract it, do not add it.',
  'homework.slip.noEta': 'The learning rate is missing: multiply the gradient by it.',
  'homework.slip.oldLoss': 'That is the loss before the step.',
  'homework.slip.beta1':
    '[[beta1]] belongs to the old [[m]], which is 0. The gradient has 1 − {beta1}.',
  'homework.slip.mHat': 'That is the gradient itself: multiply it by 1 − {beta1}.',
  'homework.slip.beta2':
    '{beta2} belongs to the old [[v]], which is 0. The square has 1 − {beta2}.',
  'homework.slip.noSquare': 'The square is missing: [[v]] is the mean of squared gradients.',
  'homework.slip.beta1For2': 'For [[v]] it is 1 − {beta2}, not 1 − {beta1}.',
  'homework.slip.vHat': 'That is the square itself: multiply it by 1 − {beta2}.',
  'homework.slip.noCorrection':
    'That is without the correction: use [[mHat]] and [[vHat]], not [[m]] and [[v]].',
  'homework.slip.noMHat': '[[v]] was corrected, [[m]] was not: use [[mHat]] as well.',
  'homework.slip.noVHat': '[[m]] was corrected, [[v]] was not: use [[vHat]] as well.',
  'homework.slip.noRoot': 'Divide by the root of [[vHat]], not by [[vHat]] itself.',
  'homework.slip.plainStep': 'That is the step of gradient descent, [[eta]] times the gradient.',
  'homework.slip.deltaSign':
    'The size is right. [[delta]] is what is subtracted, so it has the sign of the gradient.',
  'homework.slip.otherRate': 'That is the step with {eta.100}. Here it is {eta.50}.',
} as const;
