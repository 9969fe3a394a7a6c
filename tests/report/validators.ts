// Reports checked by what reads them: official schemas, libxml2, the package of GitHub that writes workflow commands.

import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import { validateXML } from 'xmllint-wasm';

/** What is wrong with a JSON text; nothing where it is valid. */
export type Validate = (json: string) => readonly string[];

function read(file: string | URL): string {
  return readFileSync(file, 'utf8');
}

/** OASIS' schema of SARIF 2.1.0. It is in draft 4, of which it uses only what newer drafts have too. */
export const sarifProblems: Validate = (() => {
  const { $schema: _draft, id: _id, ...schema } = sarifSchema;
  return validator(schema);
})();

export const codeclimateProblems: Validate = validator(
  JSON.parse(read(new URL('schemas/gitlab-code-quality.json', import.meta.url))),
);

function validator(schema: AnySchema): Validate {
  const formats = {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': isReference,
    'date-time': true as const,
  };
  const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);
  return (json) => {
    validate(JSON.parse(json));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

function isReference(text: string): boolean {
  return /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text) && URL.canParse(text, 'file:///');
}

const xmlSchemas = {
  checkstyle: read(new URL('schemas/checkstyle.xsd', import.meta.url)),
  junit: read(new URL('schemas/junit.xsd', import.meta.url)),
};

/** What libxml2 says against texts that should be well-formed, whatever is in them. */
export async function malformations(...texts: readonly string[]): Promise<readonly string[]> {
  const xml = texts.map((contents, index) => ({ fileName: `text-${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, normalization: 'c14n' });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** What libxml2 says against XML texts. */
export async function xmlProblems(
  kind: keyof typeof xmlSchemas,
  ...texts: readonly string[]
): Promise<readonly string[]> {
  const xml = texts.map((contents, index) => ({ fileName: `report-${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: xmlSchemas[kind] });
  return errors.map(({ rawMessage }) => rawMessage);
}
