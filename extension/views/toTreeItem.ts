import * as vscode from 'vscode';
import type { Expansion, Opening, ServerTreeRow } from './serverTreeRow.ts';

const states: Readonly<Record<Expansion, vscode.TreeItemCollapsibleState>> = {
  none: vscode.TreeItemCollapsibleState.None,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
};

/** The row as VS Code draws it; files are where the project is. */
export function toTreeItem(row: ServerTreeRow, project: vscode.Uri): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, states[row.expansion]);
  const color = row.color === undefined ? undefined : new vscode.ThemeColor(row.color);
  item.id = row.id;
  item.description = row.description;
  item.iconPath = new vscode.ThemeIcon(row.icon, color);
  item.tooltip = new vscode.MarkdownString(row.tooltip);
  item.accessibilityInformation = { label: row.accessibilityLabel };
  item.contextValue = row.contextValue;
  if (row.opens) item.command = openCommand(row.opens, project);
  return item;
}

function openCommand({ file, line }: Opening, project: vscode.Uri): vscode.Command {
  const uri = project.with({ path: vscode.Uri.file(file).path });
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  return { command: 'vscode.open', title: 'Open', arguments: [uri, { selection }] };
}
