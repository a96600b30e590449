// LForms, as somebody's EHR would show a form: in a browser without a screen.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { folder, need } from "./judges.mjs";

const { chromium } = need("playwright-core");
const root = path.join(folder, "lforms/dist/lforms");
const types = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };

const page_text = `<!doctype html><meta charset="utf-8"><title>form</title>
<link rel="stylesheet" href="/webcomponent/styles.css">
<div id="form"></div>
<script src="/webcomponent/assets/lib/zone.min.js"></script>
<script src="/webcomponent/lhc-forms.js"></script>
<script src="/fhir/R4/lformsFHIR.min.js"></script>`;

export class Renderer {
    static async start() {
        const renderer = new Renderer();
        renderer.server = http.createServer((request, response) => {
            const name = path.normalize(request.url.split("?")[0]);
            if (name === "/") return response.setHeader("Content-Type", "text/html").end(page_text);
            const file = path.join(root, name);
            if (!file.startsWith(root) || !fs.existsSync(file)) return response.writeHead(404).end();
            response.setHeader("Content-Type", types[path.extname(file)] ?? "application/octet-stream");
            fs.createReadStream(file).pipe(response);
        });
        await new Promise((done) => renderer.server.listen(0, "127.0.0.1", done));
        renderer.browser = await chromium.launch({ executablePath: process.env.CAVEAT_BROWSER, args: ["--no-sandbox"] });
        renderer.page = await renderer.browser.newPage();
        await renderer.page.goto(`http://127.0.0.1:${renderer.server.address().port}/`);
        await renderer.page.waitForFunction(() => window.LForms?.FHIR?.R4 !== undefined);
        return renderer;
    }

    /// Each answer shown in the form, and exported by it again.
    async through(form, responses) {
        return this.page.evaluate(async ([questionnaire, answers]) => {
            const results = [];
            for (const answer of answers) {
                let shown = LForms.Util.convertFHIRQuestionnaireToLForms(questionnaire, "R4");
                shown = LForms.Util.mergeFHIRDataIntoLForms("QuestionnaireResponse", answer, shown, "R4");
                await LForms.Util.addFormToPage(shown, "form", {});
                results.push(LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", "#form"));
            }
            return results;
        }, [form, responses]);
    }

    async close() {
        await this.browser.close();
        this.server.close();
    }
}
