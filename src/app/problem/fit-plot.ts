// The data with the fit or boundary of some parameters on them, to be looked at only. Loaded when first used.
import './data.css';
import { createDataPlot } from './data-plot.ts';
import type { PlotView } from './plot-drawing.ts';

export interface FitPlot {
  show(view: PlotView): void;
  dispose(): void;
}

/** A plot that fills `root`. */
export function createFitPlot(root: HTMLElement): FitPlot {
  root.classList.add('data-plot');
  const plot = createDataPlot(root);
  plot.canvas.setAttribute('role', 'img');
  plot.canvas.setAttribute('aria-label', 'the data and the fit');
  return { show: plot.show, dispose: plot.dispose };
}
