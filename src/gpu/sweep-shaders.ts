// The WGSL that only sweeps and spectra need: not among what the first view waits for.
import outcome from '../../shaders/outcome.wgsl?raw';
import plain from '../../shaders/plain.wgsl?raw';
import sweep from '../../shaders/sweep.wgsl?raw';
import watched from '../../shaders/watched.wgsl?raw';
import watchedEpochs from '../../shaders/watched-epochs.wgsl?raw';
import whole from '../../shaders/whole.wgsl?raw';

/**
 * A sweep's runs take plain steps first, then watched ones; those that know epochs have a loop of their own for these.
 * Short runs are taken whole, by one shader.
 */
export const sweeps = {
  plain: [sweep, plain],
  watched: [sweep, outcome, watched],
  whole: [sweep, outcome, whole],
  watchedEpochs: [sweep, outcome, watchedEpochs],
};
