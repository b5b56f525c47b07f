// A reporter that names, at the end of a run, each test that passed only when it was tried again.

/** @typedef {import('vitest/node').TestCase} TestCase */

export default class SecondTry {
  /** @type {string[]} */
  #names = [];

  /** @param {TestCase} test */
  onTestCaseResult(test) {
    if (!test.diagnostic()?.flaky) return;
    this.#names.push(`${test.module.relativeModuleId} > ${test.fullName}`);
    // What a second try has made good is no failure, and can be read all the same.
    for (const { message } of test.result().errors ?? []) this.#names.push(`  ${message}`);
  }

  onTestRunEnd() {
    if (this.#names.length === 0) return;
    console.log(`\nPassed only at the second try:\n${this.#names.join('\n')}`);
  }
}
