import { test } from 'vitest';
import { holdRandomFormulas } from './held-formulas.ts';

test('2,000 random formulas are refused with a message or equal on both engines, within a running error bound', () =>
  holdRandomFormulas(1, 2_000));
