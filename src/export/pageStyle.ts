/** How an exported page looks: light and dark, on screen and on paper, and which language it shows. */

/** CSS; the faces come on top of it. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--ground:#fff;--line:#d1d9e0;--link:#0b57d0}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--ground:#0d1117;--line:#3d444d;--link:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:44rem;color:var(--ink);background:var(--ground);font:1rem/1.65 system-ui,"Hiragino Sans","Noto Sans JP","Yu Gothic UI",sans-serif;overflow-wrap:anywhere}
h1{margin:0 0 .4rem;font-size:1.6rem;line-height:1.3}
h2{margin:2.5rem 0 1rem;padding-bottom:.4rem;border-bottom:1px solid var(--line);font-size:1.15rem}
h3{margin:0;font-size:1rem}
p{margin:.5rem 0}
a{color:var(--link)}
ol{margin:0;padding:0;list-style:none}
li,.post{position:relative;padding-left:3.4rem}
li{margin:0 0 2rem}
.post header{margin-left:-3.4rem}
.post .face{position:static;display:inline-block;vertical-align:middle;margin-right:.7rem}
.post .name{display:inline-block;margin:.4rem 0;font-weight:600}
.face{position:absolute;left:0;top:.15rem;width:40px;height:40px;border-radius:50%;background:var(--line) center/cover no-repeat}
.facts,.count,.note,.number{color:var(--soft)}
.note{font-size:.875rem}
.number{font-weight:400;text-decoration:none}
.ja+.en,.en+.ja{margin-top:.9rem}
.switch{display:flex;gap:1rem;flex-wrap:wrap;margin:0 0 2rem;padding:.5rem .9rem .7rem;border:1px solid var(--line);border-radius:.5rem}
.card{padding:.6rem .9rem;border:1px solid var(--line);border-radius:.5rem}
body:has(#show-en:checked) .ja,body:has(#show-ja:checked) .en{display:none}
body:has(#show-en:checked) .between,body:has(#show-ja:checked) .between{display:none}
.chosen{display:none}
body:has(#show-en:checked) .en.chosen,body:has(#show-ja:checked) .ja.chosen{display:block}
@media print{.switch{display:none}li{break-inside:avoid}a{color:inherit}}
`;
