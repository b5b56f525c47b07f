// What the address's query says of the state.
import { t } from '../../words/words.ts';
import type { State } from './state.ts';

/** The engine a query forces, `?engine=cpu` or `?engine=gpu`; null for none or a wrong one. */
export function engineFromQuery(search: string): {
  engine: State['engine'] | null;
  fault?: string;
} {
  const asked = new URLSearchParams(search).get('engine');
  if (asked === null) return { engine: null };
  if (asked === 'cpu' || asked === 'gpu' || asked === 'auto') return { engine: asked };
  return {
    engine: null,
    fault: t('?engine={asked} is not one of auto, gpu, cpu: choosing by itself.', { asked }),
  };
}
