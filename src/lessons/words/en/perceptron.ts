// Lesson 4, a perceptron from scratch: one unit on gates. What holds for the exercise's own start alone says so.
export default {
  'perceptron.lesson': 'A perceptron: one unit learns a gate',
  'perceptron.control.gd': 'Learning rate',
  'perceptron.control.steps': 'Steps',
  'perceptron.network': 'The unit with its two weights, and its bias below it.',
  'perceptron.none': '–',
  'perceptron.samples': 'The four samples before training',
  'perceptron.trained': 'Outputs before and after training',
  'perceptron.outputBefore': 'y before',
  'perceptron.outputAfter': 'y after',
  'perceptron.boundary': 'The plane of the two inputs, and the line on which the unit says 0.5',
  'perceptron.boundary.one': 'target 1',
  'perceptron.boundary.zero': 'target 0',
  'perceptron.boundary.before': 'line before training',
  'perceptron.boundary.yours': 'line of your numbers',
  'perceptron.boundary.after': 'line after training',

  'perceptron.or.title': 'OR, from nothing',
  'perceptron.or.intro':
    'The smallest network is one unit. It weighs its two inputs, adds a bias, and puts the sum [[unitSum]] through a sigmoid. It is to learn OR: 1 as soon as one of its inputs is 1. Its three parameters start at [[w1]] = {w1}, [[w2]] = {w2} and [[bias]] = {b}:',
  'perceptron.or.before':
    'A unit that knows nothing sits on the fence. The loss is the mean cross-entropy of the four samples, with natural logarithms, as in the homework.',
  'perceptron.or.ask.loss': 'Predict, then see: what is the loss before training?',
  'perceptron.or.hint.loss':
    'Each sample costs −ln of the probability that the unit gives to the right answer. What is σ of your four sums?',
  'perceptron.or.because.loss':
    'Whoever answers one half to everything pays ln 2 = {ln2}. Remember this number: it comes back when we get to XOR.',
  'perceptron.or.gradient':
    'For the gradient, sigmoid and cross-entropy together leave just the difference [[residual]], times what the parameter is multiplied with: an input, or 1 for the bias.',
  'perceptron.or.ask.g1': 'Work it out by hand: what is [[unitDw1]]?',
  'perceptron.or.hint.g1':
    'Only the samples with [[x1]] = 1 have a say: (1, 0) and (1, 1). Take [[residual]] of both, add, divide by 4.',
  'perceptron.or.because.g1': 'By symmetry the slope in [[w2]] is {g2}; that in [[bias]] is {gb}.',
  'perceptron.or.ask.w1': 'Take one step with [[eta]] = {eta}. Where does [[w1]] go?',
  'perceptron.or.hint.w1': 'Subtract [[eta]] times the slope.',
  'perceptron.or.training':
    'That was step 1 of {steps}. The rest is repetition: the unit has {end.w1:4}, {end.w2:4} and {end.b:4} at the end, and its loss is {end.loss:4}.',
  'perceptron.or.boundary':
    'Where the sum is 0 the unit says 0.5. That is a straight line in the plane of the inputs; with the trained numbers it is',
  'perceptron.or.ask.cut':
    'Where does this line cross the axis of [[x1]], that is, where [[x2]] = 0?',
  'perceptron.or.hint.cut': 'Put [[x2]] = 0 and solve for [[x1]].',
  'perceptron.or.because.cut':
    'Between 0 and 1: the line passes between (0, 0) and (1, 0), and OR is learned.',
  'perceptron.or.map':
    'On the map both weights are the same: they are its axis across, the bias its axis upwards. From a start where they are equal they stay equal, because OR does not tell its inputs apart; so the map shows the whole way. The valley runs on for ever: larger weights make a steeper sigmoid, and the loss falls towards 0 without getting there.',

  'perceptron.and.title': 'AND, with the same unit',
  'perceptron.and.intro':
    'Nothing changes but the targets: now only (1, 1) is to give 1. The start is again [[w1]] = {w1}, [[w2]] = {w2}, [[bias]] = {b}.',
  'perceptron.and.ask.g1': 'What is [[unitDw1]] this time?',
  'perceptron.and.hint.g1':
    'The same two samples as before, (1, 0) and (1, 1). But now their targets are {t.10} and {t.11}.',
  'perceptron.and.because.g1':
    'One sample adds {c1.10} and the other {c1.11}. A slope of zero need not mean that there is nothing to learn: look at the bias.',
  'perceptron.and.ask.b':
    'So the bias moves first. Where is it after one step with [[eta]] = {eta}?',
  'perceptron.and.hint.b':
    'Its slope is the mean of [[residual]] over all four samples. Three of them want 0.',
  'perceptron.and.because.b':
    'With a bias below 0 the sample (1, 0) is nearly content, (1, 1) is not, and at the next step the weights grow.',
  'perceptron.and.training':
    'After {steps} steps the parameters are {end.w1:5}, {end.w2:5} and {end.b:5}, and the loss is {end.loss:4}:',
  'perceptron.and.ask.z11': 'What is the sum [[unitSum]] for (1, 1) after training?',
  'perceptron.and.hint.z11': 'Both inputs are 1: both weights count, and the bias.',
  'perceptron.and.because.z11':
    'It is above 0, while one input alone leaves it at {end.single:4}. The unit wants both.',
  'perceptron.and.end':
    'OR and AND differ in nothing but where the line lies: OR cuts off the corner (0, 0), AND the corner (1, 1). Mostly it is the bias that moves it.',

  'perceptron.xor.title': 'Why not XOR',
  'perceptron.xor.intro':
    'XOR wants 1 for (0, 1) and (1, 0), and 0 for (0, 0) and (1, 1). For the right side of one half a sum must be above 0 where 1 is wanted, and below 0 where 0 is. These are four inequalities, here with your numbers, which begin as a solution of OR:',
  'perceptron.xor.sides':
    'What XOR asks of the sums, and whether your numbers keep it (1) or not (0)',
  'perceptron.xor.sample': 'sample',
  'perceptron.xor.wanted': 'wanted',
  'perceptron.xor.has': 'sum',
  'perceptron.xor.holds': 'kept',
  'perceptron.xor.ask.most': 'How many of the four can hold at once, at best?',
  'perceptron.xor.hint.most':
    'Try it: open “Change the weights” and see how many ones you get. Yours keep {rightCount} of them.',
  'perceptron.xor.because.most': 'Three are easy. The fourth never comes along, and here is why:',
  'perceptron.xor.add':
    'Add the two that must be above 0. The sum is the same as that of the other two, which must be below 0:',
  'perceptron.xor.ask.balance':
    'Check it with your numbers: add the sums [[unitSum]] of (1, 0) and (0, 1), and subtract those of (1, 1) and (0, 0). What is left?',
  'perceptron.xor.hint.balance':
    'The sums stand in the table: {z.10:4}, {z.01:4}, {z.11:4} and {z.00:4}, in this order.',
  'perceptron.xor.because.balance':
    'It is always that, whatever the weights: each of [[w1]], [[w2]] and twice [[bias]] comes once with plus and once with minus.',
  'perceptron.xor.line':
    'In the plane of the inputs this says: no straight line has (0, 1) and (1, 0) on one side, and (0, 0) and (1, 1) on the other.',
  'perceptron.xor.loss':
    'What about the loss, then? Let m be how far a sample is on its right side: [[unitSum]] where 1 is wanted, −[[unitSum]] where 0 is. A sample costs ln(1 + e to the power of −m). You have just seen that the four m add up to 0. And this cost bends upwards, so that the mean of the costs is never less than the cost of the mean:',
  'perceptron.xor.ask.least': 'So what is the least loss that one unit can have on XOR?',
  'perceptron.xor.hint.least': 'It is at the right end of the line above. A number, please.',
  'perceptron.xor.because.least':
    'A search over all three parameters (Newton’s method) finds the same: {least.loss} at ({least.w1:3}, {least.w2:3}, {least.b:3}), where the unit answers one half to everything. Your numbers have a loss of {loss:4}.',
  'perceptron.xor.zero':
    'At that place the gradient is 0 in every parameter, because the four differences of one half cancel:',
  'perceptron.xor.atZero': 'What each sample adds to the gradient where all parameters are 0',
  'perceptron.xor.mean': 'mean',
  'perceptron.xor.map':
    'The map is a bowl with its lowest point in the middle. The run starts as a solution of OR, rolls down, and ends after {steps} steps at a loss of {end.loss:5}: training makes the unit forget what it knew, because three right answers with one very wrong one cost more than none at all.',
  'perceptron.xor.try1': 'Drag the white ring anywhere: every run ends in the same place.',
  'perceptron.xor.try2':
    'Change one weight alone, so that the two differ: the inequalities still do not all hold.',
  'perceptron.xor.try3':
    'The way out is a second layer: one unit for OR, one for AND, and a third that wants the first and not the second. That is the network of the homework.',

  'perceptron.slip.sum': 'That is the sum of the four. The loss is their mean: divide by 4.',
  'perceptron.slip.log10': 'That is with the logarithm to base 10. Here it is the natural one.',
  'perceptron.slip.log2':
    'That is in bits, with the logarithm to base 2. Here it is the natural one.',
  'perceptron.slip.squares':
    'That is the squared error. Here it is the cross-entropy: a logarithm.',
  'perceptron.slip.minusLog': 'ln of a probability is negative, and a cost is −ln: turn the sign.',
  'perceptron.slip.noQuarter': 'The mean over four samples is missing: divide by 4.',
  'perceptron.slip.onlyTwo':
    'The mean is over all four samples, also those whose share is 0: divide by 4, not by 2.',
  'perceptron.slip.targetFirst': 'The size is right. It is [[residual]], not the other way round.',
  'perceptron.slip.extraSlope':
    'With cross-entropy the slope of the sigmoid cancels: no factor [[y]](1 − [[y]]).',
  'perceptron.slip.biasSlope':
    'That is the slope in the bias. For [[w1]] only samples with [[x1]] = 1 count.',
  'perceptron.slip.oneSample': 'That is one sample’s share. There are two with [[x1]] = 1.',
  'perceptron.slip.ascent': 'The step goes against the slope: subtract, do not add.',
  'perceptron.slip.noEta': 'The learning rate is missing: multiply the slope by it.',
  'perceptron.slip.slopeAlone':
    'That is the slope itself. The step subtracts [[eta]] times the slope from where you are.',
  'perceptron.slip.cutSign': 'Look at the sign: what goes to the other side changes it.',
  'perceptron.slip.inverse': 'It is the other way up: divide by the weight.',
  'perceptron.slip.noDivision': 'Divide by [[w1]] in the end.',
  'perceptron.slip.bothWeights': 'With [[x2]] = 0 the second weight does not count.',
  'perceptron.slip.oneInput': 'That is for one input alone. Here both are 1.',
  'perceptron.slip.noBias': 'The bias is missing.',
  'perceptron.slip.alreadySigma': 'That is the output of the unit. The sum is before the sigmoid.',
  'perceptron.slip.minusBias': 'The bias is added with its own sign, which is a minus already.',
  'perceptron.slip.allFour':
    'Then XOR would be learned. Try to find such weights, and read on when you give up.',
  'perceptron.slip.two': 'More is possible: think of the line that OR ends with.',
  'perceptron.slip.allAdded': 'Those four are all added. The last two are to be subtracted.',
  'perceptron.slip.noZ00': 'The sum of (0, 0) is missing: it is the bias alone, and is subtracted.',
  'perceptron.slip.z00Added': 'The sum of (0, 0) is to be subtracted as well.',
  'perceptron.slip.noLoss': 'A loss of 0 means that all four are right, which cannot be.',
  'perceptron.slip.errorRate': 'That is the share of wrong answers. The loss is a cross-entropy.',
  'perceptron.slip.ownLoss': 'That is the loss of your numbers. There are better ones.',
} as const;
