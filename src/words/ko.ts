// Korean, by the rooms of the page that say it. The keys are the English phrases (words.ts).
import benchmark from './ko/benchmark.ts';
import common from './ko/common.ts';
import controls from './ko/controls.ts';
import curvature from './ko/curvature.ts';
import document from './ko/document.ts';
import faults from './ko/faults-page.ts';
import hands from './ko/hands.ts';
import help from './ko/help.ts';
import kept from './ko/kept.ts';
import landscape from './ko/landscape.ts';
import library from './ko/library.ts';
import names from './ko/library-names.ts';
import results from './ko/library-results.ts';
import maps from './ko/maps.ts';
import network from './ko/network.ts';
import offline from './ko/offline.ts';
import panel from './ko/panel.ts';
import plane from './ko/plane.ts';
import problem from './ko/problem.ts';
import share from './ko/share.ts';
import shell from './ko/shell.ts';
import spectrum from './ko/spectrum.ts';
import tables from './ko/tables.ts';
import views from './ko/views.ts';
import welcome from './ko/welcome.ts';

export default {
  ...document,
  ...common,
  ...share,
  ...shell,
  ...kept,
  ...offline,
  ...help,
  ...panel,
  ...controls,
  ...problem,
  ...landscape,
  ...faults,
  ...hands,
  ...maps,
  ...spectrum,
  ...tables,
  ...curvature,
  ...network,
  ...plane,
  ...benchmark,
  ...views,
  ...welcome,
  ...library,
  ...names,
  ...results,
};
