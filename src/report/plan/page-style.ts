// How the page of a plan looks around its picture.

export const pageStyle = `
:root { color-scheme: light dark; --back: #ffffff; --text: #1c2330; --dim: #5b6474; --rule: #d5d9e0; --mark: #2f6fd0; --shade: #f6f7f9;
  --base: #7a8599; --run: #2f6fd0; --copy: #2b8a57; --folder: #b07d1e; --metadata: #c3c9d3; }
@media (prefers-color-scheme: dark) {
  :root { --back: #14171c; --text: #e6e9ef; --dim: #9aa4b5; --rule: #363c47; --mark: #6aa3f7; --shade: #1c2027;
    --base: #8793a8; --run: #6aa3f7; --copy: #57bd85; --folder: #d9a94b; --metadata: #4a5160; }
}
body { margin: 0; background: var(--back); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
header { padding: 16px 24px 8px; border-bottom: 1px solid var(--rule); }
h1 { margin: 0; font-size: 18px; overflow-wrap: anywhere; }
header p { margin: 4px 0; color: var(--dim); overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 0 4px; padding: 0; list-style: none; font-size: 12px; color: var(--dim); }
.legend li::before { content: ""; display: inline-block; width: 4px; height: 12px; margin-right: 6px; border-radius: 2px; vertical-align: -2px; background: var(--base); }
.legend .run::before { background: var(--run); }
.legend .copy::before { background: var(--copy); }
.legend .folder::before { background: var(--folder); }
.legend .metadata::before { background: var(--metadata); }
nav ol { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 8px 0 0; padding: 0; list-style: none; font-size: 12px; }
.picture { overflow: auto; }
.picture svg { display: block; }
.plan a { cursor: pointer; outline: none; }
.plan a:hover .body, .plan a:focus-visible .body, .plan a:target .body { stroke: var(--mark); stroke-width: 2; }
.details { padding: 16px 24px; }
h2 { margin: 24px 0 8px; font-size: 15px; overflow-wrap: anywhere; }
h3 { margin: 0 0 8px; font-size: 13px; overflow-wrap: anywhere; }
article { margin: 0 0 16px; padding: 12px 16px; border: 1px solid var(--rule); border-radius: 8px; background: var(--shade); outline: none; }
article:target { border-color: var(--mark); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 0; }
dt { grid-column: 1; color: var(--dim); }
dd { grid-column: 2; margin: 0; overflow-wrap: anywhere; }
code { font: 12px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap; }
a { color: var(--mark); }
article p { margin: 8px 0 0; font-size: 12px; }
.hint { display: none; margin: 0; color: var(--dim); }
@media screen and (min-width: 1000px) {
  body { display: flex; flex-direction: column; height: 100vh; }
  main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) 400px; }
  .details { overflow: auto; border-left: 1px solid var(--rule); }
  .details h2, article { display: none; }
  article:target { display: block; }
  .hint { display: block; }
  .details:has(:target) .hint { display: none; }
}
`;
