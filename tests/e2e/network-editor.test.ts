// The network's editor in the page: layers by hand and by keyboard, refusals, own weights by a dropped file, PyTorch.
import { expect, test } from 'vitest';
import { saved, set, settled, stateOf, useChromium, withSharedPage } from './page.ts';

useChromium();

test('layers come and go by buttons and keys, the keyboard stays where it is, and what is refused changes nothing', () =>
  withSharedPage(async (page) => {
    await set(page, { problem: 'xor9', steps: 20 });
    const network = async () => (await stateOf(page)).network;
    await page.getByTitle('one more hidden layer').click();
    await expect.poll(network).toEqual({ layers: [2, 2, 2, 1] });
    const units = page.getByLabel('units of hidden layer 2');
    await units.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(network).toEqual({ layers: [2, 2, 4, 1] });
    expect(await units.evaluate((field) => field === document.activeElement)).toBe(true);
    await units.fill('0');
    await page.keyboard.press('Enter');
    const line = page.locator('.made-line:visible');
    expect(await line.textContent()).toBe('layers: 0 is not an integer from 1 to 1000');
    expect(await network()).toEqual({ layers: [2, 2, 4, 1] });
    await page.keyboard.press('Tab');
    // The row below has a say of its own, and the field what holds.
    await page.getByLabel('activation of hidden layers').selectOption('tanh');
    expect([await line.count(), await units.inputValue()]).toEqual([0, '4']);
    expect(await page.locator('.network-size').textContent()).toBe('23 parameters · 4 points');
    const losses = page.getByRole('combobox', { name: 'loss', exact: true }).locator('option');
    expect(await losses.allTextContents()).toContain(
      'softmax cross-entropy: needs 2 outputs or more',
    );
    await page.getByTitle('remove hidden layer 1').click();
    await expect.poll(network).toEqual({ layers: [2, 4, 1], activation: 'tanh' });
    await settled(page);
  }));

test('weights of a dropped file are shown as they are understood, used, and saved as a program; others are refused', () =>
  withSharedPage(async (page) => {
    await set(page, { problem: 'xor9', steps: 20 });
    const drop = (name: string, text: string) =>
      page.evaluate(
        ([name, text]) => {
          const data = new DataTransfer();
          data.items.add(new File([text!], name!));
          document.dispatchEvent(
            new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
          );
        },
        [name, text],
      );
    const weight = [
      [20, 20],
      [-20, -20],
    ];
    const parts = { '0.weight': weight, '0.bias': [-10, 30], '2.weight': [[20, 20]] };
    await drop('odd.json', JSON.stringify({ ...parts, '2.bias': [1, 2] }));
    const notice = page.locator('#notice');
    await expect.poll(() => notice.textContent()).toMatch(/odd\.json.*2\.bias \[2\]/);
    await drop('solved.json', JSON.stringify({ ...parts, '2.bias': [-30] }));
    const dialog = page.getByRole('dialog', { name: 'weights of a file' });
    await expect.poll(() => dialog.textContent()).toMatch(/2-2-1, 9 parameters, with biases/);
    // Logits of about ±10 on all four points: softplus(−10).
    expect(await dialog.locator('.weights-result').textContent()).toMatch(
      /4 points, its loss is 4\.5\d*e−5/,
    );
    await dialog.getByText('Use these weights').click();
    expect((await stateOf(page)).network?.weights).toEqual([
      20, 20, -20, -20, -10, 30, 20, 20, -30,
    ]);
    await page.getByText('Weights: files, PyTorch').click();
    await page.getByLabel('weights of', { exact: true }).selectOption('start');
    await page.getByText('PyTorch…').click();
    const program = page.getByRole('dialog', { name: 'the network in PyTorch' });
    const { name, bytes } = await saved(page, () => program.getByText('Save network.py').click());
    expect([name, bytes.toString().includes('[-20, -20]')]).toEqual(['network.py', true]);
    await program.getByRole('button', { name: 'Close', exact: true }).click();
  }));
