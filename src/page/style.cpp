#include "page/style.hpp"

namespace caveat::page {

const std::string_view style = R"(
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --dim: #595959; --edge: #b8b8b8;
  --bad: #a3211a; --care: #7a5600; --good: #17662c; --link: #0b57a4; --mark: #fff3c4;
  --wash: #f4f4f2; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e8e8e8; --dim: #a6a6a6;
  --edge: #55595f; --bad: #ff9a90; --care: #e8bd55; --good: #7bd494; --link: #8cc2ff;
  --mark: #4a3f12; --wash: #202327; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 1rem; max-width: 64rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 3rem 0 .75rem; border-bottom: 2px solid var(--edge); }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; } h4 { font-size: 1rem; margin: 0 0 .25rem; }
p { margin: .35rem 0; } ul, ol { margin: .35rem 0; padding-left: 1.25rem; }
a { color: var(--link); } code, pre { font: .875rem/1.5 ui-monospace, monospace; }
a:focus-visible, summary:focus-visible, input:focus-visible, button:focus-visible,
.wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
summary { cursor: pointer; } small, .dim, .line { color: var(--dim); }
.line { font-size: .8rem; font-weight: normal; }
.bad { color: var(--bad); } .care { color: var(--care); } .good { color: var(--good); }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; display: inline-block; padding: .5rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; font-size: .9rem; }
dt { color: var(--dim); } dd { margin: 0; }
nav ol { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; }
#tools { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .75rem 0; }
#tools[hidden] { display: none; }
input, button { font: inherit; color: inherit; background: var(--paper); padding: .3rem .6rem;
  border: 1px solid var(--ink); border-radius: .3rem; max-width: 100%; }
article, .card { border: 1px solid var(--edge); border-radius: .4rem; padding: .6rem .9rem;
  margin: .75rem 0; }
article > h3:first-child, .rung > h3 { margin-top: 0; }
article:target, .card:target, .file :target, section:target > h2 { background: var(--mark);
  outline: 3px solid var(--care); }
.ladder, .cards { list-style: none; padding: 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
  gap: .75rem; } .cards > .card { margin: 0; }
.rung { border-left: .4rem solid var(--edge); padding-left: .9rem; margin: 1.25rem 0; }
.rung.avoid, .rung.refer { border-color: var(--bad); }
.rung.require, .rung.caution { border-color: var(--care); }
.rung.suggest, .rung.inform { border-color: var(--good); }
b.avoid, b.refer { color: var(--bad); } b.require, b.caution { color: var(--care); }
b.suggest, b.inform { color: var(--good); }
.mark, .truth { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .3rem;
  font-size: .8rem; white-space: nowrap; }
.truth.yes { color: var(--good); font-weight: bold; } .truth.no { color: var(--bad); }
.truth.unknown { color: var(--care); border-style: dashed; }
.verdict { font-size: 1.25rem; font-weight: bold; border: 2px solid currentColor;
  border-radius: .4rem; padding: .5rem .9rem; }
.status.holds { border-left: .3rem solid currentColor; padding-left: .5rem; }
.in { padding-left: 1.25rem; } .then { font-size: 1.05rem; }
.checklist, .checklist ul { list-style: none; padding-left: 1rem; }
.checklist { padding-left: 0; } .checklist li { margin: .15rem 0; }
.checklist ul { border-left: 1px solid var(--edge); }
.checklist ul ul ul ul ul ul ul ul { padding-left: .1rem; }
.group { color: var(--dim); } .known { color: var(--dim); }
.why { display: inline-block; font-size: .875rem; } .because { font-style: italic; }
.cited { font-size: .9rem; } .codes { columns: 2 16rem; }
.index a { white-space: normal; }
svg { display: block; width: 100%; max-width: 30rem; height: auto; font-size: 14px;
  font-family: system-ui, sans-serif; margin: .5rem 0; }
.wide { overflow: auto; max-height: 85vh; border: 1px solid var(--edge); }
table { border-collapse: separate; border-spacing: 0; }
th, td { border: 0 solid var(--edge); border-width: 0 1px 1px 0; padding: .2rem .5rem;
  vertical-align: top; text-align: left; font-weight: normal; background: var(--paper); }
.matrix thead th { position: sticky; top: 0; z-index: 2; min-width: 5.5rem; font-size: .75rem;
  vertical-align: bottom; line-height: 1.25; }
.matrix th:first-child { position: sticky; left: 0; z-index: 1; min-width: 11rem; }
.matrix thead th:first-child { z-index: 3; }
.matrix tbody td { white-space: nowrap; text-align: center; }
.matrix td details { text-align: left; white-space: normal; }
.matrix th.group { background: var(--wash); font-weight: bold; }
.lifts { border: 1px solid var(--edge); border-width: 1px 0 0 1px; }
.file { border: 1px solid var(--edge); border-radius: .4rem; padding: .5rem; margin: 0;
  white-space: pre-wrap; }
.all, .part, .none { border-bottom: 2px solid var(--good); }
.part { border-bottom: 2px dashed var(--care); } .none { border-bottom: 4px double var(--bad); }
.all::after, .part::after, .none::after { font-size: .75em; }
.all::after { content: "\2713"; color: var(--good); }
.part::after { content: "\25D0"; color: var(--care); }
.none::after { content: "\2717"; color: var(--bad); } .open::after { content: none; }
.badge { font: .75rem/1.4 system-ui, sans-serif; white-space: nowrap; }
footer { margin-top: 3rem; border-top: 1px solid var(--edge); font-size: .8rem;
  color: var(--dim); }
@media (min-width: 40rem) { @supports selector(::details-content) {
  nav summary { display: none; }
  nav details::details-content { content-visibility: visible; height: auto; } } }
@media screen and (max-width: 40rem) { body { padding: .75rem; }
  .wide { max-height: none; border: 0; } .matrix thead { display: none; }
  .matrix, .matrix tbody, .matrix tr, .matrix th, .matrix td { display: block; border: 0; }
  .matrix td:empty { display: none; } .matrix tbody td { text-align: left; white-space: normal;
  padding-left: 1rem; } .matrix td::before { content: attr(data-of) " "; unicode-bidi: isolate; }
  .matrix th:first-child { position: static; padding-top: .5rem; } .lifts, .lifts tbody, .lifts tr, .lifts th, .lifts td
  { display: block; } .lifts thead { display: none; } .lifts, .lifts th, .lifts td { border: 0; }
  .lifts tr { border-bottom: 1px solid var(--edge); padding: .4rem 0; }
  article, .card { padding: .5rem .6rem; } .rung { padding-left: .5rem; } }
@media (forced-colors: active) { .truth.yes { border-width: 2px; }
  .all, .part, .none { forced-color-adjust: auto; } article:target, .card:target { outline-color: Highlight; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@page { size: A4; margin: 14mm; }
@page matrix { size: A4 landscape; }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --dim: #444; --edge: #999;
  --bad: #8a1a14; --care: #5e4200; --good: #0f4f20; --link: #000; --wash: #eee; }
  html { font-size: 9.5pt; } body { max-width: none; padding: 0; } nav, .skip, #tools { display: none; }
  article, .card, tr, .index { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  details::details-content { content-visibility: visible; height: auto; }
  .cards { display: block; } .cards > .card { margin: .4rem 0; } #matrix { page: matrix; }
  .wide { overflow: visible; max-height: none; border: 0; }
  .matrix { font-size: 6.5pt; } .matrix th, .matrix thead th { position: static; min-width: 0;
  padding: .1rem .2rem; font-size: 6.5pt; } .matrix td { padding: .1rem; }
  /* The foot of a table stands on every sheet. */
  body { display: table; width: 100%; } header, main { display: table-row-group; }
  footer { display: table-footer-group; break-inside: avoid; border: 0; font-size: 7pt; }
  footer p { padding-top: 3mm; } summary { list-style: none; } }
)";

const std::string_view script = R"(
const found = [...document.querySelectorAll('article, .card')], tools = document.getElementById('tools');
const search = tools.querySelector('input'), count = tools.querySelector('output');
const openAll = () => document.querySelectorAll('details').forEach(each => { each.open = true; });
search.addEventListener('input', () => {
  const wanted = search.value.trim().toLowerCase();
  for (const each of found) each.hidden = !each.textContent.toLowerCase().includes(wanted);
  count.textContent = wanted && found.filter(each => !each.hidden).length + ' of ' + found.length; });
tools.querySelector('button').addEventListener('click', openAll);
addEventListener('beforeprint', () => CSS.supports('selector(::details-content)') || openAll());
addEventListener('keydown', key => { if (key.key === '/' && document.activeElement !== search) {
  key.preventDefault(); search.focus(); } }); tools.hidden = false;
)";

}  // namespace caveat::page
