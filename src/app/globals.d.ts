/** The package's version, put in by Vite. */
declare const __VERSION__: string;

interface Window {
  gradscape: import('./shell/api.ts').GradscapeApi;
  /** Trusted Types (W3C), where the browser has them. A rule that gives null refuses. */
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: Record<string, (text: string, type: string, sink: string) => string | null>,
    ): void;
  };
}
