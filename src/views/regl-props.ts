// What a regl command takes with each call.
import type REGL from 'regl';

export type Props = Record<string, unknown>;

/** Names of a call's properties as regl wants them: one, or several as uniforms of the same names. */
export function propsOf(regl: REGL.Regl) {
  const prop = (name: string) => regl.prop<Props, string>(name) as never;
  const props = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, prop(name)])) as never;
  return { prop, props };
}

/**
 * A command that is made when it is first called: its shaders take tens of milliseconds to compile, for which the page
 * stands still, and most of them the first picture does without.
 */
export function whenCalled<P>(make: () => (props: P) => void): (props: P) => void {
  let made: ((props: P) => void) | null = null;
  return (props) => {
    made ??= make();
    made(props);
  };
}
