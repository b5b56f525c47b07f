// What the help dialog says, in HTML.
import { infoOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';

/** The help for the problem in view. Its own text of a problem is HTML, and never a user's. */
export function helpText(state: State): string {
  const { about, plane } = infoOf(state);
  const [x, y] = plane.names;
  return `
<h2 id="help-title">What am I looking at?</h2>
<p>${about.intro}</p>
<p>Every point of the map is one choice of <b>${x}</b> and <b>${y}</b>; its colour is the loss there. <b>Parameters</b>,
under Controls, says which parameters are trained, which stay fixed, and which two are the map's axes. Where more
than two are trained a path leaves the map's plane: what is drawn is its projection, fainter the farther off it is.</p>
<p>A <b>path</b> is a training run: it starts at the white ring and ends at the filled mark. Steep ground
moves it fast; on a plateau the gradient all but vanishes and it is stuck, however long it trains.</p>
<h3>Try</h3>
<ul>
<li>Drag the start about, and see which plateaus trap it.</li>
${about.tries.map((each) => `<li>${each}</li>`).join('\n')}
<li>Switch on several optimizers, or a grid of starts, and press play.</li>
<li>Choose another problem with the button on top, or write your own: <b>Formula</b>.</li>
</ul>
<p><b>▽</b> is a minimum, <b>△</b> a maximum, and two arcs that touch are a saddle. Point at one for the eigenvalues
of its Hessian: beyond the learning rate 2/λmax gradient descent leaves a minimum. <b>View</b> has the sharpness
λmax as a map, along the runs, and as a line at the learning rates in use; and which pixels of a deep zoom are f32 rounding.</p>
<h3>Maps: every pixel is a training run</h3>
<p><b>Basins</b> colours each start by what becomes of its run: solved (brighter when faster), stalled on a
plateau, oscillating, still moving, or diverged; or, with <b>colour by</b>, by the minimum it reached. <b>Sweep</b> does the same over any two of start, learning
rate and the optimizer's other settings. <b>Spectrum</b> follows one start through thousands of learning
rates, with a band of what becomes of its iterates: a fixed point, a period, chaos. Point at a pixel to see its run on the landscape and its loss curve, click to keep it. Drag or wheel
moves and zooms, <kbd>Shift</kbd> and drag zooms into a box, <kbd>Alt</kbd> <kbd>←</kbd> <kbd>→</kbd> go back
and forward.</p>
<h3>Lessons</h3>
<p>Exercises worked step by step beside the landscape, in English and Korean. Every number is computed from the weights
in view: change one, or drag the start, and all of it follows. Nothing is graded, and answers stay in this browser.</p>
<h3>Mouse and touch</h3>
<ul>
<li>Click or tap: add a start and train from it. Drag a start: its path follows. Right click or long press: remove it.</li>
<li>Drag: pan. Wheel or pinch: zoom. Double click or double tap: reset the window.</li>
<li>Point at a path or at a curve below: the other lights up too.</li>
</ul>
<h3>Keys</h3>
<ul>
<li><kbd>Space</kbd> play or pause, <kbd>,</kbd> <kbd>.</kbd> one step back or on, <kbd>Home</kbd> <kbd>End</kbd> first or last step</li>
<li>On the map: <kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> pan, <kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>0</kbd> reset, <kbd>Enter</kbd> add a start in the middle</li>
<li>In a lesson: <kbd>←</kbd> <kbd>→</kbd> the step before or after</li>
</ul>
<h3>Engines</h3>
<p>The landscape and the runs are computed with WebGPU in single precision (f32) or, where there is no
WebGPU, by workers on the CPU in double precision (f64); the badge on top tells which. The readout under
the pointer is always f64. For the console there is <code>window.gradscape</code>.</p>
<form method="dialog"><button class="primary" autofocus>Close</button></form>`;
}
