// The colours of the picture of a plan, for light and for dark pages.

export const pictureStyle = `
.plan { --page: #ffffff; --frame: #f6f7f9; --edge: #d5d9e0; --ink: #1c2330; --quiet: #5b6474; --body: #ffffff;
  --base: #7a8599; --run: #2f6fd0; --copy: #2b8a57; --folder: #b07d1e; --metadata: #c3c9d3; --target: #2f6fd0; --source: #a3387f; }
@media (prefers-color-scheme: dark) {
  .plan { --page: #14171c; --frame: #1c2027; --edge: #363c47; --ink: #e6e9ef; --quiet: #9aa4b5; --body: #242932;
    --base: #8793a8; --run: #6aa3f7; --copy: #57bd85; --folder: #d9a94b; --metadata: #4a5160; --target: #6aa3f7; --source: #dc7cbb; }
}
.plan text { font: 12px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--ink); }
.plan .page { fill: var(--page); }
.plan .stage rect { fill: var(--frame); stroke: var(--edge); }
.plan .stage.target rect { stroke: var(--target); stroke-width: 2; }
.plan .stage .name { font-weight: 700; font-size: 13px; }
.plan .stage .state { text-anchor: end; font-size: 11px; fill: var(--quiet); }
.plan .stage.target .state { fill: var(--target); font-weight: 700; }
.plan .step .body { fill: var(--body); stroke: var(--edge); }
.plan .step .place { text-anchor: end; font-size: 11px; fill: var(--quiet); }
.plan .step .note { font-size: 10.5px; fill: var(--quiet); }
.plan .base .mark { fill: var(--base); }
.plan .run .mark { fill: var(--run); }
.plan .copy .mark { fill: var(--copy); }
.plan .folder .mark { fill: var(--folder); }
.plan .metadata .mark { fill: var(--metadata); }
.plan .metadata .body { fill: none; stroke: none; }
.plan .metadata .what { fill: var(--quiet); font-size: 11px; }
.plan .source rect { fill: var(--body); stroke: var(--source); }
.plan .line { fill: none; stroke: var(--copy); stroke-width: 1.5; stroke-linecap: round; }
.plan .line.base { stroke: var(--base); stroke-width: 2.5; }
.plan .line.mount { stroke: var(--folder); stroke-dasharray: 5 4; }
.plan .stage.unused, .plan .step.unused { opacity: 0.5; }
.plan .step.unused .mark, .plan .stage.unused .mark { fill: var(--metadata); }
.plan .line.unused { stroke: var(--edge); }
`;
