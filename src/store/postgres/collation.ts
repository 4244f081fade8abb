import {
  type DataTypeNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  RawNode,
} from 'kysely';

/**
 * Makes every text column of a migration `collate "C"`: texts are then in the order of their bytes, as on SQLite, whatever
 * the language of the database, and its indexes outlive an update of the server's operating system.
 */
export const byteOrder: KyselyPlugin = {
  transformQuery: ({ node, queryId }: PluginTransformQueryArgs) =>
    node.kind === 'CreateTableNode' || node.kind === 'AlterTableNode' ? columns.transformNode(node, queryId) : node,
  transformResult: async ({ result }) => result,
};

class ColumnTransformer extends OperationNodeTransformer {
  protected override transformDataType(node: DataTypeNode): DataTypeNode {
    return node.dataType === 'text' ? (RawNode.createWithSql('text collate "C"') as never) : node;
  }
}

const columns = new ColumnTransformer();
