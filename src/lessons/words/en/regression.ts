// Lesson 4, a network with one hidden layer on noisy points, and the table of its runs.
export default {
  'regression.lesson': 'A hidden layer: a curve through points',
  'regression.control.sgd': 'Learning rate of SGD',
  'regression.control.adam': 'Learning rate of Adam',

  'regression.network.title': 'The network and its data',
  'regression.intro':
    'Now the units work together. There are {all} noisy points of a curve; {train} are for training, and {test} are put aside to test on. This is what the network says before it has learned anything:',
  'regression.start': 'The points, and the network before training',
  'regression.training': 'training point',
  'regression.testing': 'test point',
  'regression.untrained': 'network before training',
  'regression.layers':
    'One input, one hidden layer of {hidden} units, one output: each hidden unit bends the line at a place of its own, and the output, which has no activation, adds them up.',
  'regression.ask.parameters': 'How many parameters does this network have?',
  'regression.hint.parameters':
    'Each hidden unit has a weight to it, a bias, and a weight from it. Then there is the output’s bias.',
  'regression.because.parameters': 'That is {weights} weights and {biases} biases.',
  'regression.loss':
    'The loss of a point is half the squared error. The half is there so that the slope in the output is just the difference:',
  'regression.ask.cost':
    'For the first training point, at [[x]] = {point.x}, the target is {point.y}, and the network says {point.o}. What does this point cost?',
  'regression.hint.cost': 'The difference is {point.r}. Square it, and take half.',
  'regression.because.cost': 'The loss is the mean of such costs.',
  'regression.batches':
    'An update may take the mean over all training points, or over a few: a mini-batch. The points are shuffled, and cut into batches of {batch}; when each has had its turn, an epoch is over. With mini-batches, gradient descent is called stochastic: SGD.',
  'regression.ask.updates': 'How many updates does an epoch with batches of {batch} make?',
  'regression.hint.updates': 'Only training points are used. How many batches do they make?',
  'regression.because.updates': 'Full batches would make 1.',
  'regression.stopping':
    'Training may stop early: here as soon as the mean loss of an epoch differs from that of the epoch before by no more than {stopAt}. Otherwise it goes on for {epochs} epochs.',

  'regression.runs.title': 'Fill the table',
  'regression.runs.intro':
    'An experiment changes one thing at a time. The rows below vary the activation first, then the size of the batch, then the optimizer; every run starts from the same weights. Say what you expect before you press Run.',
  'regression.ask.total':
    'First, count: how many updates does a run with batches of 8 make if it goes on for all {epochs} epochs?',
  'regression.hint.total': 'Updates of an epoch, times epochs.',
  'regression.runs.table': 'Runs of at most {epochs} epochs: losses at the start and at the end',
  'regression.runs.read':
    'The curve above the table is that of the run made last, the map and the loss curve beside it belong to the same run. In the table look for three things:',
  'regression.runs.line':
    'With the identity the whole network is a straight line, however many units it has. The best line through the training points has a loss of {line.loss:4}: no run of the identity gets below.',
  'regression.runs.stops':
    'A run may stop early because it has arrived, or by chance: with small batches the loss of an epoch trembles, and two neighbours may happen to agree.',
  'regression.runs.test':
    'Compare training and test losses. The network has never seen the test points: if their loss is about the same, it has learned the curve and not the noise.',

  'regression.compare.title': 'Batches, SGD and Adam: what decides?',
  'regression.compare.intro':
    'Think of cost and gain: an epoch costs about the same with every size of batch, because each point is used once. What differs is the number of updates.',
  'regression.ask.even':
    'After {few} epochs with batches of 1: how many epochs with batches of 8 make as many updates?',
  'regression.hint.even': 'Count the updates of one epoch each way.',
  'regression.compare.table': 'Updates with {train} training points',
  'regression.compare.batch': 'batch',
  'regression.compare.each': 'in an epoch',
  'regression.compare.total': 'in {epochs} epochs',
  'regression.ask.best':
    'SGD with tanh and [[eta]] = {etaSgd}, {epochs} epochs: which size of batch, 1, 4 or 8, ends with the least training loss?',
  'regression.hint.best': 'With so few epochs, no run has arrived: the number of updates counts.',
  'regression.because.best': 'Now run them and compare, with Adam too:',
  'regression.compare.noise':
    'More updates are not all: those of small batches are noisy, as each sees a few points only. A run with batches of 1 goes down fast and then trembles around the minimum, the more so the larger the learning rate. On the map its path is a scribble; with batches of 8 it is nearly smooth.',
  'regression.ask.adam':
    'And Adam? At the first step a weight stands at {weight} and has the slope {slope}. Where does Adam with [[eta]] = {etaAdam} take it?',
  'regression.hint.adam':
    'At the first step Adam divides the slope by its own size: only the sign is left. Which way does the weight go when the slope is negative?',
  'regression.because.adam':
    'SGD with [[eta]] = {etaSgd} would take it to {sgdTo}. Adam’s steps are of one size for all weights, also for those whose slopes are small; this is why the sigmoid, which SGD moves slowly, gets on with Adam.',
  'regression.compare.adam':
    'Neither is better as such. Change the learning rates in the step before and run the rows again: with a larger one SGD catches up, until ReLU with batches of 1 is thrown about or diverges.',

  'regression.slip.noBiases': 'Those are the weights alone. Each unit has a bias too.',
  'regression.slip.noOutputBias': 'The output has a bias as well.',
  'regression.slip.units': 'Those are the units. Parameters are weights and biases.',
  'regression.slip.noHalf': 'That is the whole square. The loss has a factor of one half.',
  'regression.slip.noSquare': 'The difference is to be squared.',
  'regression.slip.testToo': 'The test points are never used for training: count the others.',
  'regression.slip.batchItself': 'That is the size of a batch. How many of them are there?',
  'regression.slip.eachPoint':
    'That would be batches of 1. A batch makes one update for all of its points.',
  'regression.slip.fullBatch': 'That would be one batch of all points.',
  'regression.slip.onePerEpoch': 'Those are the epochs. Each makes several updates.',
  'regression.slip.oneEpoch': 'That is one epoch. There are {epochs} of them.',
  'regression.slip.sameEpochs': 'An epoch with batches of 8 makes fewer updates than one of 1.',
  'regression.slip.otherWay': 'It is the other way round: larger batches make fewer updates.',
  'regression.slip.ratioAlone': 'That is how many times as many epochs. There were {few} of them.',
  'regression.slip.best': 'Not this one. Look at how many updates each of them makes.',
  'regression.slip.sgdMove':
    'That is the step of SGD. Adam’s does not depend on the size of the slope.',
  'regression.slip.timesSlope': 'Adam divides by the size of the slope, so that it does not count.',
  'regression.slip.ascent': 'The step goes against the slope, and the slope is negative.',
} as const;
