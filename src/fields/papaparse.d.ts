// What read-csv.ts takes of papaparse. Its own declarations would bring Node's types into the page.
declare module 'papaparse' {
  interface Parsed {
    data: string[][];
    /** `row` counts from 0. */
    errors: { type: string; message: string; row?: number }[];
  }
  const papaparse: {
    parse(text: string, config: { delimiter: string; newline: '\n'; preview?: number }): Parsed;
  };
  export default papaparse;
}
