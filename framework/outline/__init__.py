"""The outline format: any framework as nested nodes, and crosswalks between two frameworks."""
