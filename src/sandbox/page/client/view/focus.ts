/** Moves the keyboard's focus where the state wants it: into the composer, a menu, a form, and back; keeps what is picked in view. */
import type { State } from '../state/state.ts';

export class Focus {
  #composer = 0;
  #picked = -1;
  #overlay: State['overlay'];
  #before: Element | null = null;
  #sought: State['sought'];
  #missed: number | undefined;
  #drawer = false;

  /** Call it after each drawing. */
  follow(state: State): void {
    const dialog = document.querySelector<HTMLDialogElement>('dialog.form');
    if (dialog && !dialog.open) dialog.showModal();
    this.#followOverlay(state);
    this.#followPicked(state);
    this.#followSought(state);
    this.#followEnd(state);
    this.#followDrawer(state);
    if (state.focusComposer === this.#composer) return;
    this.#composer = state.focusComposer;
    const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>('[data-composer]');
    field?.focus();
    if (field && field.type !== 'file') field.setSelectionRange(field.value.length, field.value.length);
  }

  #followPicked({ composer: { picked } }: State): void {
    if (picked === this.#picked) return;
    this.#picked = picked;
    document.querySelector('#suggestions [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  #followSought({ sought }: State): void {
    if (sought === this.#sought) return;
    const row = sought && document.getElementById(`m-${sought.messageId}`);
    // Its channel may still be on its way.
    if (sought && !row) return;
    this.#sought = sought;
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'center' });
  }

  /** The list hangs from its end. */
  #followEnd({ missed }: State): void {
    if (missed === undefined && this.#missed !== undefined) document.querySelector('.scroller')?.scrollTo({ top: 0 });
    this.#missed = missed;
  }

  #followDrawer({ drawerOpen }: State): void {
    if (drawerOpen && !this.#drawer) document.querySelector<HTMLElement>('.channel[aria-current]')?.focus();
    this.#drawer = drawerOpen;
  }

  #followOverlay({ overlay }: State): void {
    if (overlay === this.#overlay) return;
    if (overlay) {
      if (!this.#overlay) this.#before = document.activeElement;
      const box = document.querySelector('.overlay');
      const first = box?.querySelector<HTMLElement>('[data-first]') ?? box?.querySelector<HTMLElement>('button');
      first?.focus();
      keepInside(box?.querySelector<HTMLElement>('.message-menu'));
    } else if (this.#before instanceof HTMLElement) this.#before.focus();
    this.#overlay = overlay;
  }
}

/** Moves a menu that would leave the window back into it. */
function keepInside(box: HTMLElement | null | undefined): void {
  if (!box) return;
  const { right, bottom, width, height } = box.getBoundingClientRect();
  if (right > innerWidth) box.style.setProperty('--x', `${Math.max(8, innerWidth - width - 8)}px`);
  if (bottom > innerHeight) box.style.setProperty('--y', `${Math.max(8, innerHeight - height - 8)}px`);
}
