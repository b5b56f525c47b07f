// The landscape as a surface in space: turned by dragging, with the same runs, colours and readout as the map, from
// which it rises. Loaded once the first landscape is on screen.
import './relief.css';
import { isCurve } from '../../fields/landscape.ts';
import { isSoftware } from '../../gpu/device.ts';
import { button, element, svgElement } from '../../views/dom.ts';
import { createReliefScene, type ReliefScene, webglRenderer } from '../../views/relief.ts';
import { drawReliefAxes } from '../../views/relief-axes.ts';
import type { Pose } from '../../views/relief-camera.ts';
import { pick } from '../../views/relief-geometry.ts';
import { reliefMarks } from '../../views/relief-marks.ts';
import { type Point, type Size, toParameters } from '../../views/transform.ts';
import { t, translated } from '../../words/words.ts';
import { toolsOf } from '../hands/tools.ts';
import { createFrames } from '../jobs/frames.ts';
import { type Say, type View, WARNING } from '../jobs/view.ts';
import { pathSets } from '../landscape/run-set.ts';
import type { LandscapeView } from '../landscape/view.ts';
import { isOnLine, plotLabels } from '../state/problem.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createMotion, FLAT } from './motion.ts';
import { attachTurning } from './turning.ts';

/** From where the relief is first looked at. */
const FIRST: Pose = { azimuth: -36, tilt: 52, zoom: 1 };

/** What stands over the map: the canvas with its axes, and the button that opens it. */
function createRoom(area: HTMLElement, onToggle: () => void) {
  let canvas = element('canvas');
  const svg = svgElement('svg', { 'aria-hidden': 'true' });
  const root = element('div', { className: 'relief', tabIndex: 0, hidden: true }, canvas, svg);
  root.setAttribute('role', 'application');
  root.setAttribute(
    'aria-label',
    t(
      'Loss landscape as a surface: arrow keys turn it, plus and minus zoom, 0 resets, Enter adds a start in the middle, Escape goes back to the map',
    ),
  );
  const toggle = button(t('3-D'), onToggle);
  toggle.className = 'relief-open';
  // Below the readout, which tells of what is pointed at here too.
  area.querySelector('.surface')!.after(root);
  toolsOf(area).append(toggle);
  return {
    ...{ root, svg },
    get canvas() {
      return canvas;
    },
    /** Another canvas, in the place of one whose WebGL is gone. */
    renew() {
      const next = element('canvas');
      canvas.replaceWith(next);
      canvas = next;
    },
    fit(size: Size) {
      for (const side of ['width', 'height'] as const) {
        root.style[side] = svg.style[side] = `${size[side]}px`;
      }
    },
    show(open: boolean) {
      root.hidden = !open;
      area.classList.toggle('in-relief', open);
    },
    offer(offered: boolean, open: boolean) {
      toggle.hidden = !offered;
      const label = open ? t('Map') : t('3-D');
      if (toggle.textContent !== label) toggle.textContent = label;
      toggle.title = open ? t('Back to the map') : t('Show the landscape as a surface');
      toggle.setAttribute('aria-pressed', String(open));
    },
  };
}

/** The pixel of the map that shows what is under a pixel of the relief. */
function placeOnMap(scene: ReliefScene | null, size: Size, at: Point): Point | null {
  if (!scene?.shown) return null;
  const { relief, camera, height } = scene.shown;
  const shares = pick(relief, camera, size, height, at);
  return shares && [shares[0] * size.width, (1 - shares[1]) * size.height];
}

const tellRefused = (why: string, say: Say) =>
  say(t('The surface cannot be drawn: {why}.', { why: translated(why) }), 12, undefined, WARNING);

export function createRelief(
  area: HTMLElement,
  store: Store,
  landscape: LandscapeView,
  set: (patch: StatePatch) => void,
  say: Say,
): View {
  const { explorer } = landscape;
  const room = createRoom(area, () => open(store.state.view.relief === null));
  const motion = createMotion();
  const { redraw, settled } = createFrames(draw, () => !motion.moving);
  let scene: ReliefScene | null = null;
  let cursor: Point | null = null;
  const shows = (state: State) =>
    state.tab === 'landscape' && state.view.relief !== null && !isOnLine(state);
  const turnTo = (relief: Pose | null) => set({ view: { relief: relief && { ...relief } } });

  function open(wanted: boolean) {
    turnTo(wanted ? FIRST : null);
    (wanted ? room.root : area.querySelector<HTMLElement>('.surface'))?.focus({
      preventScroll: true,
    });
  }

  /** Back to the map, which does without WebGL. */
  function refuse(why: string) {
    tellRefused(why, say);
    turnTo(null);
  }
  function gone() {
    scene = null;
    room.renew();
    refuse('WebGL was lost');
  }
  /** Throws where there is no WebGL for a second canvas. */
  function fitScene() {
    scene ??= createReliefScene(room.canvas, !isSoftware(webglRenderer()), redraw, gone);
    scene.resize(explorer.size, Math.min(2, window.devicePixelRatio || 1));
    room.fit(explorer.size);
  }

  function draw() {
    motion.advance(performance.now());
    const isOpen = motion.moving || shows(store.state);
    room.show(isOpen);
    if (motion.moving) redraw();
    const { landscape: field, colours, head } = explorer.shown();
    if (!isOpen || !scene || !field || isCurve(field)) return;
    scene.draw(field, pathSets(explorer.runs), {
      ...{ pose: motion.pose, landscape: colours.landscape, head, cursor },
      highlight: explorer.highlighted,
    });
    const { relief, camera, colours: shares, height } = scene.shown!;
    drawReliefAxes(room.svg, explorer.size, height, camera, {
      window: field.spec.window,
      labels: [...plotLabels(store.state), colours.lossLabel],
      colours: shares,
    });
    room.svg.append(reliefMarks(explorer.marks, relief, camera, explorer.size, height));
  }

  const onMap = (at: Point) => placeOnMap(scene, explorer.size, at);

  function addStart(at: Point | null) {
    const { width, height } = explorer.size;
    const place = at ? onMap(at) : ([width / 2, height / 2] as Point);
    if (!place) return;
    const { starts, window } = store.state;
    set({ starts: { points: [...starts.points, toParameters(window, explorer.size, place)] } });
  }

  attachTurning(room.root, {
    pose: () => motion.to,
    turn(next, finished) {
      motion.jump(next);
      redraw();
      if (finished) turnTo(next);
    },
    home: () => turnTo(FIRST),
    leave: () => open(false),
    hover(at) {
      const place = at && onMap(at);
      const { width, height } = explorer.size;
      cursor = place && [place[0] / width, 1 - place[1] / height];
      landscape.point(place);
      redraw();
    },
    click: addStart,
  });
  explorer.onDraw.subscribe(() => {
    if (shows(store.state)) redraw();
  });
  return {
    request(state) {
      const isOpen = shows(state);
      room.offer(state.tab === 'landscape' && !isOnLine(state), isOpen);
      try {
        if (isOpen) fitScene();
      } catch (error) {
        return refuse((error as Error).message);
      }
      const wanted = isOpen ? state.view.relief! : FLAT;
      // Another tab's plot is another one: there is no map to sink back to.
      if (state.tab !== 'landscape') motion.jump(FLAT);
      else motion.start(wanted);
      if (isOpen || motion.moving || !room.root.hidden) redraw();
    },
    resize() {
      if (!scene || area.clientWidth === 0) return;
      fitScene();
      redraw();
    },
    results: () => [],
    over() {
      if (!shows(store.state) || !scene) return {};
      draw();
      // What WebGL has drawn is there for this turn alone.
      const { width, height } = room.canvas;
      const canvas = element('canvas', { width, height });
      canvas.getContext('2d')!.drawImage(room.canvas, 0, 0);
      return { surface: { canvas, axes: room.svg } };
    },
    // Where there is nothing to wait for no frame passes, in which the map could become another.
    settled: () => (motion.moving || shows(store.state) ? settled() : Promise.resolve()),
    cancel() {},
  };
}
