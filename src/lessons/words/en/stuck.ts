// Lesson 5, why it gets stuck.
export default {
  'stuck.lesson': 'Why it gets stuck',
  'stuck.control.gd': 'Learning rate of gradient descent',
  'stuck.control.adam': 'Learning rate of Adam',
  'stuck.control.steps': 'Steps',
  'stuck.loss': 'loss',
  'stuck.eta01': 'η = 0.1',
  'stuck.eta02': 'η = 0.2',
  'stuck.eta03': 'η = 0.3',
  'stuck.eta1': 'η = 1',
  'stuck.eta5': 'η = 5',
  'stuck.eta10': 'η = 10',
  'stuck.eta30': 'η = 30',

  'stuck.plateau.title': '1. A plateau',
  'stuck.plateau.intro':
    'Both runs start at ({w21}, {w12}), where the loss is {loss:8}. Further out it only tends to {limit:8}: the hidden units are saturated, and the ground is level. These are the slopes:',
  'stuck.plateau.ask':
    'With [[eta]] = {eta}, how many steps of gradient descent move [[w12]] by 1, if its slope stays as it is?',
  'stuck.plateau.hint': 'One step moves [[w12]] by [[stuckStep]]. How many of them make 1?',
  'stuck.plateau.because':
    'On a plateau the slope grows by e with every 1 that the weight comes nearer, so what follows is quick: leaving takes about as many steps as this first bit.',
  'stuck.plateau.adam':
    'Adam divides the slope by its own size. Its first step is nearly [[eta]], however small the slope, unless that is as small as [[epsilon]] = {epsilon}:',
  'stuck.plateau.table': 'Of w12: the first step, how many make 1; and where {steps} steps lead',
  'stuck.plateau.move': 'first step',
  'stuck.plateau.needed': 'steps for 1',
  'stuck.plateau.end': 'w12 at the end',
  'stuck.plateau.solvedAt': 'steps to {threshold}',
  'stuck.plateau.others': 'Start elsewhere',
  'stuck.plateau.rightBelow': 'bottom right',
  'stuck.plateau.leftBelow': 'bottom left',
  'stuck.plateau.leftAbove': 'top left',
  'stuck.plateau.rightAbove': 'top right',
  'stuck.plateau.slice':
    'In the bottom left corner Adam walks briskly, but the wrong way: there the ground falls outwards. A plateau need not be a trap of the whole network. This map moves two of nine weights; with all nine trained, a network of this shape has no bad minimum at finite weights on XOR, and the plateau belongs to the slice.',

  'stuck.valley.title': '2. A valley',
  'stuck.valley.intro':
    'Now the run starts at ({w21}, {w12}), on the wall of a valley. Soon it is down on the floor, near [[w12]] = {floor.w12}, where the loss is {floor.loss}. From there it creeps to the right. The chart of the sharpness has [[lambdaMax]] along the run.',
  'stuck.valley.askCondition':
    'On the floor at [[w21]] = {w21} the Hessian has the eigenvalues {floor.most} (across) and {floor.least} (along). What is the condition number [[kappa]]?',
  'stuck.valley.hintCondition': 'The largest eigenvalue, divided by the least.',
  'stuck.valley.becauseCondition':
    'One step leaves {across:4} of the distance across; along the valley it hardly moves.',
  'stuck.valley.along':
    'Along the floor the slope falls by e with every 1 that [[w21]] grows. It begins with |g| = {slope}, and after k steps the run is at',
  'stuck.valley.askWhere': 'Where is [[w21]] after {steps} steps, by this formula?',
  'stuck.valley.hintWhere':
    'First [[eta]] times |g| times {steps}; then 1 more, ln, and the start.',
  'stuck.valley.becauseWhere': 'The run on the map is at {gd.w21:5}.',
  'stuck.valley.table': 'Along the floor',
  'stuck.valley.end':
    'Ten times the steps take the run not ten times as far but by ln 10 further, 2.3. The map’s colours show why a valley is harmless and tiresome at once: it is the way to the solution, and nobody walks it to the end.',

  'stuck.basin.title': '3. A basin',
  'stuck.basin.intro':
    'Every pixel of this map is a run of its own: gradient descent with [[eta]] = {eta} from that start, {steps} steps. It is solved when its loss comes to {threshold}. Click a pixel to see where its run went.',
  'stuck.basin.borders':
    'On the row [[w12]] = {inside}, runs from the left of [[w21]] = {left:5} are not solved. In the column [[w21]] = {inside}, those from below [[w12]] = {bottom:5} are not.',
  'stuck.basin.ask':
    'Take the basin for a rectangle, right of the one and above the other. How many percent of the picture is it?',
  'stuck.basin.hint': 'Its width times its height, divided by those of the picture; times 100.',
  'stuck.basin.because':
    'The map itself has {share:4} % of its runs solved: it is a rectangle but for a rounded corner.',
  'stuck.basin.steps': 'Steps of each run',
  'stuck.basin.once': '1000 steps',
  'stuck.basin.longer': '3000 steps',
  'stuck.basin.patience':
    'What is beyond the lower border? The plateau of step 1. There the slope falls by e with every 1 further down, so that {longer} times the steps move the border only by about ln {longer}. From {steps} to {stepsLater} steps it moves by',
  'stuck.basin.end':
    'So at small learning rates most of what is not solved is not lost, only late. The border is smooth: from two starts that are close together two runs go almost the same way, and small steps keep them together. Make the steps longer and look at the left border.',

  'stuck.border.title': '4. A fractal border',
  'stuck.border.intro':
    'The same map with [[eta]] = {eta}, {steps} steps each. One step now leaps across the valley, and where it lands decides all the rest: neighbours part. Go nearer, and there is new detail every time.',
  'stuck.border.zoom': 'How near',
  'stuck.border.whole': 'the whole map',
  'stuck.border.near': '4 times nearer',
  'stuck.border.nearer': '20 times nearer',
  'stuck.border.boxes':
    'How rough is it? Cover the border with boxes and count those that it meets. Boxes of half the side: of a smooth line there are twice as many, of a filled area four times as many.',
  'stuck.border.table': 'Boxes that meet the border on the map beside',
  'stuck.border.side': 'side in pixels',
  'stuck.border.met': 'boxes',
  'stuck.border.ask':
    'Boxes of 8 pixels: {boxes.8}. Boxes of 4: {boxes.4}. What dimension is that, between the two sizes?',
  'stuck.border.hint':
    'If halving the side gives 2 to the power of D times as many boxes, D is the dimension.',
  'stuck.border.because':
    'All sizes together give {dimension:3} ± {error:1}. A line has 1, an area 2.',
  'stuck.border.end':
    'Compare [[eta]] = 1: the same count comes out near 1. The figure depends on the part of the border and on the size of the boxes, so it is no constant of nature; but a border that stays rough at every zoom cannot be predicted from nearby runs.',

  'stuck.critical.title': '5. The critical learning rate',
  'stuck.critical.intro':
    'Far out in the valley, at [[w21]] = {w21}, only [[w12]] still moves. The floor is at {floor:8}, with a loss of {loss}. Near it the loss is a parabola, and each step multiplies the distance d from the floor:',
  'stuck.critical.picture':
    'The picture has thousands of learning rates from left to right, and above each the last iterates of [[w12]], started at {w12}.',
  'stuck.critical.ask': 'Above which learning rate does gradient descent leave the floor?',
  'stuck.critical.hint': 'The distance grows when [[oneMinusEtaLambda]] is below −1.',
  'stuck.critical.because':
    'In the picture the one line ends there: above, every swing is wider than the last, until the run is thrown out onto a plateau.',
  'stuck.critical.table': 'What a step makes of the distance',
  'stuck.critical.later': 'after {later} steps',
  'stuck.critical.rates': 'Learning rates',
  'stuck.critical.all': 'all of them',
  'stuck.critical.near': 'around the critical one',
  'stuck.critical.end':
    'The best rate for this floor is half the critical one, {fastest:6}, where one step is enough. Beside the valley such a rate is a disaster: the plateau needs large steps, the walls small ones, and one rate must do for both.',

  'stuck.edge.title': '6. The edge of stability',
  'stuck.edge.intro':
    'Another problem: a network of {count} weights learns a curve, by full-batch gradient descent with [[eta]] = {eta}, for {steps} steps. One chart has its loss, the other its sharpness [[lambdaMax]]. The map is but a slice of so many dimensions; the button below it lays the slice through the run.',
  'stuck.edge.ask':
    'The level line in its chart is the most that gradient descent can stand with [[eta]] = {eta}. Where does it lie with [[eta]] = {other}?',
  'stuck.edge.hint': 'As in the step before: there the curvature was given, here the rate.',
  'stuck.edge.because': 'Now press that rate and see where the sharpness comes to rest.',
  'stuck.edge.table': 'The sharpness along the run',
  'stuck.edge.step': 'step',
  'stuck.edge.sharpening':
    'At first the sharpness grows: training leads to ever steeper valleys. A parabola would throw the run out as soon as [[etaLambda]] is above 2. The network does something else: the swings across the valley drive it to where that is less steep, and [[etaLambda]] hovers at 2 while the loss goes on falling.',
  'stuck.edge.end':
    'This is called the edge of stability (Cohen et al. 2021). The learning rate is not only how fast: it chooses which valleys a run can stay in. With [[eta]] = 0.1 the limit is twice as high as with 0.2, and these steps do not reach it.',

  'stuck.slip.noEta':
    'That is 1 divided by the slope. A step is the learning rate times the slope.',
  'stuck.slip.oneStep': 'That is how far one step goes. How many of them make 1?',
  'stuck.slip.otherWeight': 'That is for w21. The question is about w12.',
  'stuck.slip.norm':
    'You took the length of the whole gradient. [[w12]] is moved by its own slope only.',
  'stuck.slip.timesEta':
    'A larger learning rate should need fewer steps. It belongs below the line.',
  'stuck.slip.upsideDown': 'Upside down: a condition number is never below 1.',
  'stuck.slip.difference': 'That is a difference; the condition number is a ratio.',
  'stuck.slip.root': 'No root: these are eigenvalues of the Hessian already.',
  'stuck.slip.straight':
    'That would be so if the slope stayed the same. It falls on the way: take the ln.',
  'stuck.slip.log10': 'That is with the logarithm to base 10; ln is to base e.',
  'stuck.slip.etaMissing': 'The learning rate is missing within the ln.',
  'stuck.slip.onlyWay': 'That is how far the run goes. Where is it then?',
  'stuck.slip.otherWay': 'The slope is negative here, and a step goes against it: to the right.',
  'stuck.slip.percent': 'As a share it is right; give it in percent.',
  'stuck.slip.rest': 'That is the part that is not solved.',
  'stuck.slip.oneSide': 'That is one side of the rectangle. Multiply it by the other one’s share.',
  'stuck.slip.area':
    'That is the area in units of the weights. Divide it by the area of the picture.',
  'stuck.slip.ratio': 'That is how many times as many boxes there are. Which power of 2 is it?',
  'stuck.slip.naturalLog': 'Another base: it must be the logarithm to base 2, as sides are halved.',
  'stuck.slip.halfRatio': 'Not half the ratio: which power of 2 is it?',
  'stuck.slip.oneOver':
    'At 1/λ one step goes straight to the floor. Up to twice that, the swings still get smaller.',
  'stuck.slip.upsideDownRate': 'Upside down: what is asked for is 2 divided by what is given.',
  'stuck.slip.twoTimes': 'Divide by λ: the sharper the valley, the smaller the rate must be.',
  'stuck.slip.fourOver': 'The factor is −1 at 2/λ already; at 4/λ it is −3.',
  'stuck.slip.oneOverEta': 'At 1/η a step goes straight to the floor. It can be twice as sharp.',
  'stuck.slip.twoTimesEta':
    'Divide by η: the larger the rate, the less sharp a valley it can stand.',
  'stuck.slip.wrongWay': 'The other way round: smaller steps can stand sharper valleys.',
  'stuck.slip.sameLimit': 'That is the line as it is now, for the rate in use.',
} as const;
