import { Ajv2020 } from 'ajv/dist/2020.js';
import { describeApi } from '../../server/openapi.ts';
import type { Answer } from '../support/http.ts';

interface Schema {
  readonly [keyword: string]: unknown;
}

interface Response {
  readonly content: { readonly 'application/json': { readonly schema: Schema } };
}

interface Operation {
  readonly responses: { readonly 200: Response; readonly default: Response };
}

export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export const document = describeApi('1.2.3') as ApiDocument;

/** Disallows whatever an object has beyond its properties, so that a field that is not documented is noticed. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, closed(value)]));
  return 'properties' in schema ? { ...inner, additionalProperties: false } : inner;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
ajv.addSchema({ $id: 'api', $defs: closed(document.components.schemas) as object });

/** What an answer has that its schema does not allow; nothing where it matches. */
export function problemsOf(path: string, answer: Answer): string {
  const { get, post } = document.paths[path] ?? {};
  const { responses } = get ?? post ?? {};
  const response = answer.httpStatus === 200 ? responses?.[200] : responses?.default;
  if (!response) return `${path} is not documented`;
  const schema = JSON.stringify(closed(response.content['application/json'].schema)).replaceAll('"#/components/schemas/', '"api#/$defs/');
  const validate = ajv.compile(JSON.parse(schema) as object);
  return validate(JSON.parse(answer.text)) ? '' : `${path} ${answer.text}: ${ajv.errorsText(validate.errors)}`;
}
