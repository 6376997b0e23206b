/** How an exported page looks: light and dark, on screen and on paper, and which language it shows. */

const LIGHT = `--ground:#f7f5f0;--paper:#fff;--ink:#211f1c;--soft:#676057;--line:#e5e0d6;--accent:#a03a22;--link:#0b5aa6`;
const DARK = `--ground:#151412;--paper:#1d1b19;--ink:#ebe6de;--soft:#a69e92;--line:#37332e;--accent:#f08a6c;--link:#8dbbf7`;

/** What both languages are chosen by; without `:has` a browser shows both. */
const BOTH = 'body:has(#show-both:checked)';
const ENGLISH = 'body:has(#show-en:checked)';
const JAPANESE = 'body:has(#show-ja:checked)';

export const pageStyle = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:5rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;color:var(--ink);background:var(--ground);font:1.0625rem/1.65 system-ui,-apple-system,"Segoe UI","Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",Meiryo,sans-serif;overflow-wrap:anywhere}
:lang(ja){line-height:1.85;line-break:strict;text-spacing-trim:trim-start}
:lang(en){line-height:1.65;line-break:auto}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.18em}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:3px}
p,h1,h2,h3,ol{margin:0}
.page{max-width:45rem;margin:0 auto;padding:0 1.25rem 5rem}
.switch{position:sticky;top:.75rem;z-index:1;display:flex;width:fit-content;margin:.75rem 0 0 auto;padding:.2rem;border:1px solid var(--line);border-radius:2rem;background:var(--paper);box-shadow:0 2px 12px #0000001f;font-size:.875rem}
.switch legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.switch label{padding:.2rem .85rem;border-radius:2rem;line-height:1.7;white-space:nowrap;cursor:pointer}
.switch input{position:absolute;width:1px;height:1px;margin:0;opacity:0}
.switch label:has(:checked){color:var(--ground);background:var(--ink)}
.switch label:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.head{padding:2.25rem 0 2rem}
.facts{display:flex;flex-wrap:wrap;gap:.1rem .75rem;margin-bottom:.75rem;color:var(--soft);font-size:.9375rem}
.category{color:var(--accent);font-weight:650;letter-spacing:.02em}
h1{display:flex;flex-direction:column;gap:.55rem;font-size:clamp(1.6rem,1.1rem + 2.4vw,2.4rem);font-weight:750;letter-spacing:-.012em;text-wrap:balance}
h1>:lang(en){line-height:1.2}
h1>:lang(ja){line-height:1.4;letter-spacing:0;word-break:auto-phrase}
${BOTH} h1>*+*{color:var(--soft);font-size:.66em;font-weight:600}
.face{width:40px;height:40px;border-radius:50%;background:var(--line) center/cover no-repeat;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.post,li{display:grid;grid-template-columns:40px minmax(0,1fr);gap:.6rem 1rem;overflow:clip}
.post{row-gap:1rem;padding:1.5rem;border:1px solid var(--line);border-radius:1rem;background:var(--paper)}
.post .said,.post .link{grid-column:1/-1}
.names{align-self:center;display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .6rem;font-size:1rem;font-weight:680}
.names span{line-height:1.45}
.switch span{line-height:inherit}
${BOTH} .names>.other{color:var(--soft);font-size:.875rem;font-weight:500}
.badge{padding:0 .45rem;border:1px solid var(--accent);border-radius:.3rem;color:var(--accent);font-size:.75rem;font-weight:600}
.number{margin-left:auto;color:var(--soft);font-size:.875rem;font-weight:400;text-decoration:none;font-variant-numeric:tabular-nums}
.number:hover{text-decoration:underline}
.said{display:grid;gap:1rem 2.25rem;align-items:start}
.said p+p{margin-top:.75em}
.said p{text-wrap:pretty}
.note{color:var(--soft);font-size:.875rem}
.link{display:block;padding:.75rem 1rem;border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:.5rem;color:inherit;text-decoration:none}
.link:hover strong{text-decoration:underline}
.link strong{display:block;color:var(--link);font-weight:600}
.link span{color:var(--soft);font-size:.875rem}
h2{display:flex;gap:.6rem;align-items:baseline;margin:3rem 0 .5rem;font-size:1.125rem;font-weight:700}
.count,.between{color:var(--soft);font-weight:400}
ol{padding:0;list-style:none}
li{padding:1.5rem 0;border-top:1px solid var(--line)}
li>.said{grid-column:2}
li:target{margin:0 -1.25rem;padding:1.5rem 1.25rem;background:var(--paper);border-radius:.75rem}
${ENGLISH} .ja,${JAPANESE} .en,${ENGLISH} .between,${JAPANESE} .between,.missing{display:none}
${ENGLISH} .missing.en,${JAPANESE} .missing.ja{display:block}
@media (min-width:62rem){
${BOTH} .page{max-width:70rem}
${BOTH} .said:not(.single){grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
}
@media (max-width:32rem){
.page{padding:0 1rem 4rem}
.post{padding:1.1rem}
li>.said{grid-column:1/-1}
.switch{margin-inline:auto}
}
@media print{
:root{color-scheme:light;${LIGHT};--ground:#fff}
body{font-size:10.5pt}
.page,${BOTH} .page{max-width:none;padding:0}
.switch,.number{display:none}
.head{padding-top:0}
.post{padding:1rem}
.post,li{overflow:visible}
li{padding:.9rem 0}
.names,h1,h2{break-after:avoid}
.said p{orphans:3;widows:3}
a{color:inherit}
${BOTH} .said:not(.single){grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.5rem}
}
`;
