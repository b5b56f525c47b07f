// 헤세 행렬의 고윳값과 정밀도 (src/app/curvature).
export default {} as const;
