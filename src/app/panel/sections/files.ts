// What is on show as a file, and a file on show.
import type { Format } from '../../../fields/formats/index.ts';
import { t } from '../../../words/words.ts';
import type { PanelKit, Section } from '../kit.ts';

/** A format, or a figure with axes, of which a .png is told from the picture that has one pixel a run. */
export type SavedFormat = Format | 'svg' | 'pdf' | 'figure.png';

export interface FileActions {
  save(format: SavedFormat): Promise<void>;
  open(file: File): Promise<void>;
}

const FORMATS: Readonly<Record<string, SavedFormat>> = {
  '.npz (all fields)': 'npz',
  '.npy (loss)': 'npy',
  '.csv': 'csv',
  '.parquet': 'parquet',
  '.png': 'png',
  'Figure .svg': 'svg',
  'Figure .pdf': 'pdf',
  'Figure .png': 'figure.png',
};

export function addFiles(kit: PanelKit, files: FileActions): Section {
  const section = kit.section(t('Files'));
  let format: SavedFormat = 'npz';
  section.choice(
    t('format'),
    () => format,
    (value) => {
      format = value;
    },
    FORMATS,
  );
  section.button(t('Save this view'), () => void files.save(format));
  const picker = document.createElement('input');
  picker.type = 'file';
  picker.accept = '.npy,.npz,.csv,.parquet,.png,.json,.safetensors';
  picker.addEventListener('change', () => {
    const [file] = picker.files ?? [];
    if (file) void files.open(file);
    picker.value = '';
  });
  section.button(t('Open a file (or drop it)'), () => picker.click());
  section.always(() => section.show(kit.state.tab !== 'benchmark'));
  section.close();
  return section;
}
