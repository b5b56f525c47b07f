// Words around the lessons: buttons, messages, and what is said of an answer.
export default {
  'view.contents': 'Contents',
  'view.previous': 'Previous',
  'view.next': 'Next',
  'view.check': 'Check',
  'view.hint': 'Hint',
  'view.show': 'Show the answer',
  'view.answer': 'Your answer',
  'view.language': 'Language',
  'view.print': 'Print or save',
  'view.print.title': 'Print the lesson as a sheet, or save it as PDF, with your numbers',
  'view.working': 'Working…',
  'answer.right': 'Right.',
  'answer.unreadable':
    'That is not a number that can be read here: try something like -0.0025, 2.5e-3 or 1/3.',
  'answer.digits': 'Right as far as it goes, but give three significant digits.',
  'answer.sign': 'The size is right; look at the sign again.',
  'answer.power': 'The digits are right, but the decimal point is in another place.',
  'answer.close':
    'Very close: a number was probably rounded on the way. Keep more digits until the end.',
  'answer.wrong': 'Not this one. Look at the formula again, term by term.',
} as const;
