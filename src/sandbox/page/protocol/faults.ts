/**
 * What can be made to go wrong at the press of a button on the page: every fault there is, with its icon and what its
 * button says. The page's buttons, the protocol and its reader follow from this list; `../injections.ts` says what each does.
 */

/** In the order of the buttons. The icons are those of `../client/view/icons.ts`. */
export const pageFaults = [
  { name: 'drop-next-answer', icon: 'bolt', en: 'Lose the next answer', ja: '次の応答を破棄' },
  { name: 'rate-limit-next-post', icon: 'pause', en: '429 for the next post', ja: '次の投稿をレート制限（429）にする' },
  { name: 'delete-webhooks', icon: 'trash', en: 'Delete the webhooks', ja: 'ウェブフックを削除' },
  {
    name: 'revoke-manage-webhooks',
    icon: 'close',
    en: 'Revoke Manage Webhooks',
    ja: '「ウェブフックの管理」を外す',
  },
  {
    name: 'grant-manage-webhooks',
    icon: 'check',
    en: 'Grant Manage Webhooks',
    ja: '「ウェブフックの管理」を付与',
  },
  { name: 'cut-gateway', icon: 'bolt', en: 'Cut the gateway', ja: 'ゲートウェイを切断' },
] as const;

/** The name of a fault. */
export type PageFault = (typeof pageFaults)[number]['name'];
