// The built page's content security policy: nothing from elsewhere, no script in the page itself, no request after it.
// The development server's own scripts would not pass, so it has none.

const POLICY = {
  'default-src': ["'self'"],
  // regl makes its drawing commands with new Function; nothing of ours does, by tests/node/imports.test.ts, and nothing
  // else may, by Trusted Types.
  'script-src': ["'self'", "'unsafe-eval'"],
  // Attributes of elements, as the drawings in the page have them.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  // lil-gui's own, of a few signs.
  'font-src': ["'self'", 'data:'],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  // What would make elements or scripts of a text throws, but for what src/app/shell/trusted.ts lets through.
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['default'],
};

/** A plugin of Vite that writes the policy into the built page. */
export const contentSecurity = () => ({
  name: 'content-security',
  apply: /** @type {const} */ ('build'),
  transformIndexHtml: {
    order: /** @type {const} */ ('post'),
    handler: () => [
      {
        tag: 'meta',
        injectTo: /** @type {const} */ ('head-prepend'),
        attrs: {
          'http-equiv': 'Content-Security-Policy',
          content: Object.entries(POLICY)
            .map(([what, sources]) => `${what} ${sources.join(' ')}`)
            .join('; '),
        },
      },
    ],
  },
});
