import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { KnownErrorAnswer } from '../src/protocol/known-error.ts';
import { ENDPOINTS, type Endpoint } from './endpoints.ts';

/** What the schemas check beyond JSON Schema (normal forms, characters) is said in words in docs/protocol.md. */
function jsonSchema(schema: GenericSchema, typeMode: 'input' | 'output'): { properties?: object | undefined; required?: string[] | undefined } {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode, target: 'draft-2020-12' });
  return rest;
}

function parameters(endpoint: Endpoint): object[] {
  const { properties = {}, required = [] } = jsonSchema(endpoint.request, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name, in: 'query', required: required.includes(name), schema: schema as object,
  }));
}

function json(schema: object): object {
  return { content: { 'application/json': { schema } } };
}

function operation(endpoint: Endpoint): object {
  const input = endpoint.method === 'GET'
    ? { parameters: parameters(endpoint) }
    : { requestBody: { required: true, ...json(jsonSchema(endpoint.request, 'input')) } };
  return {
    summary: endpoint.summary,
    operationId: endpoint.path.slice(1),
    ...input,
    ...(endpoint.keyed ? { security: [{}, { key: [] }] } : {}),
    responses: {
      200: { description: 'As asked', ...json(jsonSchema(endpoint.answer, 'output')) },
      default: { description: 'What went wrong', ...json({ $ref: '#/components/schemas/Error' }) },
    },
  };
}

/** The protocol as an OpenAPI 3.1 document, made from the schemas that the server itself checks by. */
export function describeApi(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sala',
      version,
      summary: 'Chat rooms over HTTP',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: Object.fromEntries(
      ENDPOINTS.map((endpoint) => [endpoint.path, { [endpoint.method.toLowerCase()]: operation(endpoint) }]),
    ),
    components: {
      schemas: { Error: jsonSchema(KnownErrorAnswer, 'output') },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'Claims a name; 16 to 128 visible ASCII characters' },
      },
    },
  };
}
