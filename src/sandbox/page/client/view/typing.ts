/** Lets people type wherever they are: what is typed outside every field goes into the composer, and Escape closes the drawer. */
import type { Core } from '../core.ts';

export function typeAnywhere({ keeper }: Core): void {
  document.addEventListener('keydown', (event) => {
    const { overlay, form, drawerOpen } = keeper.state;
    if (overlay || form || event.defaultPrevented) return;
    if (event.key === 'Escape' && drawerOpen) {
      keeper.happen({ kind: 'drawer', open: false });
      document.querySelector<HTMLElement>('.drawer-button')?.focus();
    }
    if (writes(event)) document.querySelector<HTMLElement>('[data-composer]')?.focus();
  });
}

/** Whether a key writes something, and nothing that has the focus takes it. The space bar presses buttons. */
function writes({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if ([...key].length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return false;
  return !(target instanceof Element && target.closest('input, textarea, select') !== null);
}
