// Lesson 3, descent on paper: one part for each of its problems.
import { onCounting } from './paper/counting.ts';
import { onLikelihood } from './paper/likelihood.ts';
import { onQuadratic } from './paper/quadratic.ts';
import { onSquares } from './paper/squares.ts';

export const paper = [onQuadratic, onSquares, onLikelihood, onCounting] as const;
