// 벤치마크.
export default {} as const;
