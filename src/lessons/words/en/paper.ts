// Lesson 3, descent on paper.
export default {
  'paper.control.gd': 'Learning rate',

  'paper.quadratic.lesson': 'On paper: a quadratic',
  'paper.quadratic.title': 'Descent, step by step',
  'paper.quadratic.intro':
    'A bowl, and its two slopes. Start at ({x.0}, {y.0}) with [[eta]] = {eta}, and stop when both slopes are at most {stopAt} in size.',
  'paper.quadratic.ask.x1': 'What is [[x]] after the first step?',
  'paper.quadratic.hint.x1': 'The slope [[gx]] at ({x.0}, {y.0}) is {gx.0}.',
  'paper.quadratic.because.x1': 'And [[y]] goes to {y.1}: both move at once, from the same place.',
  'paper.quadratic.stop':
    'Go on in this way. It helps to write a table: the place, both slopes, the next place.',
  'paper.quadratic.ask.count': 'After how many steps are both slopes small enough?',
  'paper.quadratic.hint.count':
    'The last row of your table is the first in which both slopes are at most {stopAt}. Step 0 is the start.',
  'paper.quadratic.table': 'Every step, exact and rounded to two decimals',
  'paper.quadratic.step': 'step',
  'paper.quadratic.roundedX': 'x rounded',
  'paper.quadratic.roundedY': 'y rounded',
  'paper.quadratic.rounding':
    'Exact arithmetic needs {count} steps and ends at ({endX}, {endY}). Whoever rounds every place to two decimals needs {r.count} and ends at ({r.endX}, {r.endY}): near the end the steps are about as small as what is rounded away.',
  'paper.limit.title': 'How large may the learning rate be?',
  'paper.limit.intro':
    'The curvature of the bowl is {small} along one diagonal and {large} along the other. Along each of them a step multiplies the distance from the minimum by a factor:',
  'paper.limit.ask': 'Below which learning rate does every start converge?',
  'paper.limit.hint':
    'Both factors must lie between −1 and 1. Which one leaves that range first as [[eta]] grows?',
  'paper.limit.because':
    'The limit is 2 divided by the largest curvature. The fastest rate is {fastest}, where the two factors are of the same size.',
  'paper.limit.try':
    'Move the slider to either side of {limit:4}. A little below, the path swings from side to side and closes in; a little above, every swing is wider than the last.',

  'paper.squares.lesson': 'On paper: least squares',
  'paper.squares.title': 'A line through points',
  'paper.squares.intro':
    'A line is to pass near {count} points. It starts at [[w0]] = {w0}, [[w1]] = {w1}, with [[eta]] = {eta}. The updates come from the squared error of one example:',
  'paper.squares.table': 'Errors and slopes of each example at the start',
  'paper.squares.example': 'example',
  'paper.squares.more': 'The first {listed} of {count} examples; all of them count below.',
  'paper.squares.ask.one': 'Update by the first example alone: what is [[w1]]?',
  'paper.squares.hint.one': 'The error is {h.0} − {y.0}, and [[x]] is {x.0}.',
  'paper.squares.because.one': 'And [[w0]] becomes {one.w0}.',
  'paper.squares.ask.all': 'Update by all examples, with the mean of their slopes: what is [[w1]]?',
  'paper.squares.hint.all': 'Add up the last column, divide by {count}, and go against it.',
  'paper.squares.because.all': 'And [[w0]] becomes {all.w0}.',
  'paper.squares.end':
    'One example pulls the line its own way; all of them together point to the best line, [[w0]] = {best.w0} and [[w1]] = {best.w1}, where the mean squared error is {best.loss}. The path on the map goes there.',

  'paper.likelihood.lesson': 'On paper: logistic regression',
  'paper.likelihood.title': 'Which weights are more likely?',
  'paper.likelihood.intro':
    'Of the examples {positives} are positive and {negatives} negative, and there are two candidates for the weights: a = ({a.w0}, {a.w1}, {a.w2}) and b = ({b.w0}, {b.w1}, {b.w2}). The likelihood is the product of the probabilities that the model gives to the right classes.',
  'paper.likelihood.ask.a': 'What is the likelihood of candidate a?',
  'paper.likelihood.ask.b': 'And of candidate b?',
  'paper.likelihood.hint':
    'Of a positive example take h, of a negative one 1 − h; multiply them all.',
  'paper.likelihood.table':
    'What each candidate says of each example; last, the weights on the map',
  'paper.likelihood.own': 'map',
  'paper.likelihood.more': 'The first {listed} of {count} examples; all of them count below.',
  'paper.likelihood.end':
    'With the exercise’s examples candidate b is the better one. The weights where the runs start on the map have the likelihood {own.likelihood}: move the start and see.',
  'paper.boundary.title': 'The boundary',
  'paper.boundary.intro':
    'The model is undecided, with h at one half, where the sum in the sigmoid is 0. For candidate b that is a line:',
  'paper.boundary.ask': 'What is [[x2]] on this line where [[x1]] = 3?',
  'paper.boundary.hint': 'Solve the equation for [[x2]].',
  'paper.boundary.because': 'In general [[boundaryLine]].',
  'paper.boundary.end':
    'Examples above the line are taken for positive, those below for negative. Draw it between the exercise’s four points: it separates them.',

  'paper.counting.lesson': 'On paper: counting parameters',
  'paper.counting.title': 'A network as a formula',
  'paper.counting.intro':
    'A feed-forward network with three layers of weights is three matrices, three bias vectors, and an activation f after each:',
  'paper.counting.without': 'And without biases:',
  'paper.counting.ask':
    'A network has 6 inputs, hidden layers of 5 and 4 units, and 3 outputs. How many parameters does it have, biases included?',
  'paper.counting.hint':
    'Each unit has a weight for each unit of the layer before, and one bias. The inputs have none.',
  'paper.counting.because': 'Without biases there are {without}.',
  'paper.counting.table': 'Parameters of each layer',
  'paper.counting.layer': 'layer',
  'paper.counting.from': 'from',
  'paper.counting.units': 'units',
  'paper.counting.weights': 'weights',
  'paper.counting.biases': 'biases',
  'paper.counting.all': 'together',
  'paper.counting.end':
    'Row by row the weights are units times inputs, and there are as many biases as units: {with} in all.',

  'paper.slip.ascent': 'The step goes against the slope: subtract, do not add.',
  'paper.slip.noEta': 'The learning rate is missing: multiply the slope by it.',
  'paper.slip.noMixed': 'The mixed term xy has a slope in [[x]] as well: it is [[y]].',
  'paper.slip.noLinear': 'The slope of −4x is missing.',
  'paper.slip.otherCoordinate': 'That is [[y]].',
  'paper.slip.twoDecimals':
    'That is the number of steps if every place is rounded to two decimals. Keep more digits.',
  'paper.slip.oneLess': 'One more: check both slopes after this step.',
  'paper.slip.oneOver':
    'There the factor is 0, which is best for that direction. It may go down to −1.',
  'paper.slip.flatDirection': 'That is for the flat direction. The steep one gives way first.',
  'paper.slip.noTwo': 'The 2 of the squared error’s slope is missing.',
  'paper.slip.noX': 'The slope in [[w1]] has a factor [[x]]; that was the one in [[w0]].',
  'paper.slip.allExamples': 'That is the update by all examples. Here it is the first alone.',
  'paper.slip.oneExample': 'That is the update by the first example. Here it is all of them.',
  'paper.slip.sumOfAll': 'That is with the sum of the slopes. Take their mean.',
  'paper.slip.logLikelihood': 'That is the logarithm of the likelihood.',
  'paper.slip.negatives': 'For the negative examples the right class has 1 − h, not h.',
  'paper.slip.sumOfProbabilities': 'Probabilities of independent examples are multiplied.',
  'paper.slip.noW0': 'The constant weight [[w0]] is missing.',
  'paper.slip.otherCandidate': 'That is the other candidate.',
  'paper.slip.boundarySign': 'Look at the sign: what goes to the other side changes it.',
  'paper.slip.noDivision': 'Divide by [[w2]] in the end.',
  'paper.slip.noBiases': 'Those are the weights alone. Each unit has a bias too.',
  'paper.slip.inputBiases': 'The inputs are no units that compute: they have no biases.',
  'paper.slip.countedUnits': 'Those are the units. Parameters are weights and biases.',
  'paper.slip.product': 'Multiply neighbouring layers only, and add up the products.',
} as const;
