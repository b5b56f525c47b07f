// The one policy of Trusted Types: what the page's libraries still hand to the browser as text, and nothing else. Ours
// builds nodes (src/views/markup.ts).

/** Lets that through. Browsers without Trusted Types need nothing. */
export function trustLibraries(): void {
  window.trustedTypes?.createPolicy('default', {
    // The tour's words (driver.js): no element can come of them.
    createHTML: (text) => (text.includes('<') ? null : text),
    // regl's drawing commands.
    createScript: (text, _, sink) => (sink === 'Function' ? text : null),
    // Workers and the service worker: that they are the page's own is the content security policy's to see to.
    createScriptURL: (url, _, sink) => (/Worker/.test(sink) ? url : null),
  });
}
