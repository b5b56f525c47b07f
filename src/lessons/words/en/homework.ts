// Lesson 1, the homework.
export default {
  'homework.title': 'The homework: XOR with two free weights',
  'homework.forward.title': 'Forward pass',
  'homework.forward.intro':
    'Put the four samples through the network, with [[w21]] = {w21} and [[w12]] = {w12}.',
  'homework.network.caption': 'The network and its weights',
  'homework.forward.table': 'The four samples',
  'homework.head.sample': 'sample',
  'homework.forward.ask.loss': 'What is the loss before training?',
  'homework.slip.sum': 'That is the sum: the loss is the mean over four samples.',
  'homework.gradient.title': 'Gradient',
  'homework.gradient.intro': 'The chain rule takes you from the loss to a weight.',
} as const;
