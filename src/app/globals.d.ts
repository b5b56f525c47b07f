/** The package's version, put in by Vite. */
declare const __VERSION__: string;

interface Window {
  gradscape: import('./shell/api.ts').GradscapeApi;
}
